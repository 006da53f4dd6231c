"""Columns of options in words that are not known."""

from __future__ import annotations

from tests.forms.layout.workbooks import plan

N = None
ASKED = ["Are firewall rules reviewed by a second person?", "Is a data flow diagram kept up to date?", "Are default passwords changed?"]


def test_an_unknown_option_between_known_ones(form):
    found = form(
        {
            "SAQ": [
                ["PCI DSS Question", N, "Expected Testing", "Response (Check one response for each question)", N, N, N, N],
                [N, N, N, "In Place", "In Place with CCW", "Not in Place", "N/A", "Not Tested"],
                *([f"1.{i}", text, "Interview personnel and examine documents."] for i, text in enumerate(ASKED, 1)),
            ]
        },
        merges=["SAQ!A1:B2", "SAQ!C1:C2", "SAQ!D1:H1"],
    )
    assert plan(found) == {f"B{row}": f"D{row}+E{row}+F{row}+G{row}+H{row}" for row in (3, 4, 5)}


def test_codes_under_a_header_that_asks_for_the_answer(form):
    found = form(
        {
            "Technical": [
                ["#", "Specification", "Supplier compliance", N, N, "Remarks"],
                [N, N, "FC", "PC", "NC"],
                *([i, text] for i, text in enumerate(ASKED, 1)),
            ]
        },
        merges=["Technical!C1:E1", "Technical!A1:A2", "Technical!B1:B2", "Technical!F1:F2"],
    )
    assert plan(found) == {f"B{row}": f"C{row}+D{row}+E{row}" for row in (3, 4, 5)}


def test_two_columns_under_one_header_are_two_answers_rather_than_options(form):
    found = form(
        {
            "Q": [
                ["#", "Question", "Response", N],
                [N, N, "Cloud service", "Own installation"],
                *([i, text] for i, text in enumerate(ASKED, 1)),
            ]
        },
        merges=["Q!C1:D1", "Q!A1:A2", "Q!B1:B2"],
    )
    assert plan(found) == {f"B{row}": f"C{row}" for row in (3, 4, 5)}


def test_a_scale_of_numbers_or_of_words(form):
    numbers = [["#", "Statement", 1, 2, 3, 4, 5, "Comment"], *([i, text] for i, text in enumerate(ASKED, 1))]
    assert plan(form({"Survey": numbers})) == {f"B{row}": f"C{row}+D{row}+E{row}+F{row}+G{row}" for row in (2, 3, 4)}
    words = [["#", "Practice", "Initial", "Managed", "Optimised"], *([i, text] for i, text in enumerate(ASKED, 1))]
    assert plan(form({"Survey": words})) == {f"B{row}": f"C{row}+D{row}+E{row}" for row in (2, 3, 4)}


def test_options_with_their_points(form):
    header = [
        "診断項目",
        "No",
        "診断内容",
        "実施している\n（4点）",
        "一部実施している\n（2点）",
        "実施していない\n（0点）",
        "わからない\n（-1点）",
    ]
    asked = ["OSは常に最新の状態にしていますか？", "重要情報へのアクセスを制限していますか？", "バックアップを取得していますか？"]
    found = form({"診断": [header, *(["基本", i, text] for i, text in enumerate(asked, 1))]})
    assert plan(found) == {f"C{row}": f"D{row}+E{row}+F{row}+G{row}" for row in (2, 3, 4)}


def test_levels_to_tick(form):
    rows = [
        ["Risk area", "Level 1", "Level 2", "Level 3", "Explanation"],
        ["Type of activity"],
        ["Partners involved"],
        ["Duration"],
        ["Population"],
    ]
    assert plan(form({"Risk areas": rows})) == {f"A{row}": f"B{row}+C{row}+D{row}" for row in (2, 3, 4, 5)}


def test_boxes_side_by_side_are_options_whatever_heads_them(form):
    rows = [[f"1.{i} {text}", "Interview.", *"☐☐☐"] for i, text in enumerate(ASKED)]
    found = form({"SAQ": [["Requirement", "Expected testing", "In Place", "In Place with CCW", "Not in Place"], *rows]})
    assert plan(found) == {f"A{row}": f"C{row}+D{row}+E{row}" for row in (2, 3, 4)}


def test_the_points_of_an_option_do_not_answer(form):
    asked = ["更新していますか。", "暗号化していますか。", "教育を行っていますか。", "ログを取得していますか。"]
    rows = [[i, text, 4, 2, 0] for i, text in enumerate(asked, 1)]
    found = form({"診断": [["No", "診断内容", "実施している", "一部実施している", "実施していない"], *rows]})
    assert plan(found) == {f"B{row}": f"C{row}+D{row}+E{row}" for row in (2, 3, 4, 5)}
