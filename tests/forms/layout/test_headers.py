"""Which rows are headers, and which only look like one."""

from __future__ import annotations

import pytest

from tests.forms.layout.workbooks import plan

N = None


def test_values_that_repeat_are_no_header(form):
    """Platforms export a type, the options and a flag beside each question: "Yes|No" and "TRUE" head nothing."""
    asked = ["Is there a policy for laptops?", "Describe how backups are made.", "Who owns the risk?", "Are logs kept?"]
    kinds = ["Radio", "Text", "Text", "Radio"]
    rows = [
        ["IT", 7000 + i, text, kind, "Yes|No" if kind == "Radio" else N, "TRUE"]
        for i, (text, kind) in enumerate(zip(asked, kinds, strict=True))
    ]
    found = form({"Export": [["Section", "Question Id", "Question Text", "Question Type", "Values", "Mandatory", "Answer Value"], *rows]})
    assert plan(found) == {f"C{row}": f"G{row}" for row in (2, 3, 4, 5)}


def test_a_numbered_section_that_heads_its_options(form):
    found = form(
        {
            "Questionnaire": [
                ["1", "Organisation", "Oui", "Non", "Commentaires"],
                ["1.1", "Disposez-vous d'une politique de sécurité ?"],
                ["1.2", "Qui en est responsable ?"],
                ["2", "Réseau", "Oui", "Non", "Commentaires"],
                ["2.1", "Le trafic est-il filtré ?"],
                ["2.2", "Les accès distants sont-ils chiffrés ?"],
            ]
        }
    )
    assert plan(found) == {f"B{row}": f"C{row}+D{row}" for row in (2, 3, 5, 6)}


def test_the_first_question_below_a_merged_header_is_no_part_of_it(form):
    found = form(
        {
            "Full": [
                ["Network", N, "Vendor Answers", "Additional Information"],
                ["NET-01", "List all providers that process test data."],
                ["NET-02", "Is there a firewall?"],
                ["NET-03", "Is traffic inspected?"],
            ]
        },
        merges=["Full!A1:B1"],
    )
    assert plan(found) == {f"B{row}": f"C{row}" for row in (2, 3, 4)}


def test_questions_under_the_header_name(form):
    asked = ["Do you hold any certification?", "Describe your hosting.", "Who can reach our data?"]
    rows = [["1", "Information security", "Section"], *([f"1.{i}", text, "Text", "Yes"] for i, text in enumerate(asked, 1))]
    found = form({"Event Content": [["Number", "Name", "Type", "Required", "Response", "Comments"], *rows]})
    assert plan(found) == {f"B{row}": f"E{row}" for row in (3, 4, 5)}


def test_whether_something_changed_is_not_the_answer(form):
    asked = ["Do you hold any certification?", "Describe your hosting.", "Who can reach our data?"]
    rows = [[i, text, "Yes, we do."] for i, text in enumerate(asked, 1)]
    found = form({"Refresh": [["#", "Question", "Previous response (2025)", "Updated response (2026)", "Change? (Y/N)"], *rows]})
    assert plan(found) == {f"B{row}": f"D{row}" for row in (2, 3, 4)}


def test_a_filled_form_has_its_header_too(form):
    """ "Vendor answer" alone in a cell waits for one; beside its like it names a column."""
    asked = ["Do you hold any certification?", "Mobile devices", "Who can reach our data?", "Is there a recovery plan?"]
    rows = [
        [i, text, value, f"We follow our plan {i}"]
        for i, (text, value) in enumerate(zip(asked, ["Yes", "No", "N/A", "Yes"], strict=True), 1)
    ]
    found = form({"Q": [["#", "Question", "Vendor Answer", "Vendor Comments"], *rows]})
    assert plan(found) == {f"B{row}": f"C{row}" for row in (2, 3, 4, 5)}
    assert found.questions[0].slots[0].before == "Yes"


def test_no_at_the_left_numbers_the_questions(form):
    asked = ["サービスを提供する時間帯", "利用できる確率", "障害発生時の連絡経路"]
    rows = [["可用性", i, f"項目{i}", text, "24時間"] for i, text in enumerate(asked, 1)]
    found = form({"SLAチェックリスト": [["種別", "No.", "サービスレベル項目例", "規定内容", "設定例", "貴社回答"], *rows]})
    assert plan(found) == {f"D{row}": f"F{row}" for row in (2, 3, 4)}


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        (["序号", "类别", "问题", "答复", "备注"], ["是否对备份进行加密", "请说明日志的管理流程", "如何保护源代码"]),
        (
            ["번호", "구분", "점검 항목", "답변", "비고"],
            ["백업을 암호화합니까?", "로그 절차를 설명해 주십시오.", "서버를 점검합니까?"],
        ),
        (["Nr", "Område", "Fråga", "Svar", "Kommentar"], ["Är data krypterad?", "Beskriv er process.", "Vem är ansvarig?"]),
        (["Lp.", "Obszar", "Pytanie", "Odpowiedź", "Uwagi"], ["Czy dane są szyfrowane?", "Proszę opisać proces.", "Kto odpowiada?"]),
        (["Nro", "Alue", "Kysymys", "Vastaus", "Huomautukset"], ["Onko data salattu?", "Kuvatkaa prosessi.", "Kuka vastaa?"]),
    ],
)
def test_headers_in_further_languages(form, header, asked):
    found = form({"1": [header, *([i, "-", text] for i, text in enumerate(asked, 1))]})
    assert plan(found) == {f"C{row}": f"D{row}" for row in (2, 3, 4)}
    assert [slot.role for slot in found.questions[0].slots] == ["answer", "comment"]


def test_the_first_of_two_languages_asks(form):
    asked = {
        "Do you encrypt backups?": "Chiffrez-vous les sauvegardes ?",
        "Who is your contact?": "Qui est votre contact ?",
        "Describe your hosting.": "Décrivez votre hébergement.",
    }
    rows = [[i, *pair] for i, pair in enumerate(asked.items(), 1)]
    found = form({"Q": [["No.", "Question (English)", "Question (Français)", "Answer / Réponse"], *rows]})
    assert plan(found) == {f"B{row}": f"D{row}" for row in (2, 3, 4)}


def test_a_header_that_only_says_whose_column_it_is(form):
    asked = [
        "Encryption at rest",
        "Do you train your staff?",
        "Is there a recovery plan?",
        "Mobile device management",
        "Who approves access?",
    ]
    found = form({"Sheet1": [["Topic", "Vendor position"], *([text] for text in asked)]})
    assert plan(found) == {f"A{row}": f"B{row}" for row in range(2, 7)}


@pytest.mark.parametrize(
    ("header", "main"),
    [
        (["Critère", "Réponse fournisseur (Oui/Non)", "Commentaire fournisseur", "Note acheteur"], "B"),
        (["Audit question", "Auditee response", "Objective evidence", "Conformity (C/NC/OFI)"], "B"),
        (["質問事項", "回答内容", "添付資料の有無"], "B"),
        (["Self-assessment question", "Level of implementation", "Notes", "Action plan"], "B"),
    ],
)
def test_where_the_answer_goes(form, header, main):
    asked = ["Politique de sécurité", "Disposez-vous d'un RSSI ?", "Total waste", "Where is the data stored?"]
    assert plan(form({"Suppliers": [header, *([text] for text in asked)]})) == {f"A{row}": f"{main}{row}" for row in (2, 3, 4, 5)}
