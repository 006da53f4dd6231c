"""Which rows are headers, and which only look like one."""

from __future__ import annotations

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
