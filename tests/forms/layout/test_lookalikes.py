"""Small look-alikes of the kinds of questionnaires that customers send: each is found whole, with the right places, and nothing else."""

from __future__ import annotations

import pytest

from questionnaire_filler.model import Role, SlotKind
from tests.forms.layout.workbooks import plan, roles

N = None


def test_caiq_4(form):
    """Id, question, dropdown, ownership, description, then the control's own columns, merged over its questions."""
    found = form(
        {
            "Introduction": [["CONSENSUS ASSESSMENT QUESTIONNAIRE"], ["This tab includes the questionnaire"]],
            "CAIQ": [
                ["ASSESSMENTS INITIATIVE QUESTIONNAIRE VERSION 4"],
                [
                    "Question ID",
                    "Question",
                    "CSP CAIQ Answer",
                    "SSRM Control Ownership",
                    "CSP Implementation Description (Optional)",
                    "CSC Responsibilities (Optional)",
                    "CCM Control ID",
                    "CCM Control Specification",
                    "CCM Control Title",
                    "CCM Domain Title",
                ],
                [
                    "AX-01.1",
                    "Are audit policies established, documented, approved, and maintained?",
                    N,
                    N,
                    N,
                    N,
                    "AX-01",
                    "Establish, document, approve and maintain audit policies.",
                    "Audit Policy",
                    "Audit",
                ],
                ["AX-01.2", "Are audit policies reviewed and updated at least annually?"],
                ["AX-02.1", "Are independent audits conducted?", N, N, N, N, "AX-02", "Conduct independent audits.", "Independent Audits"],
                ["End of Standard"],
                ["© Copyright 2021 The Alliance - All rights reserved."],
            ],
        },
        lists={"CAIQ!C3:C5": '"Yes,No,NA"', "CAIQ!D3:D5": '"CSP-owned,CSC-owned"'},
        merges=["CAIQ!A1:J1", "CAIQ!G3:G4", "CAIQ!H3:H4", "CAIQ!I3:I4", "CAIQ!J3:J5"],
    )
    assert plan(found) == {"B3": "C3", "B4": "C4", "B5": "C5"}
    assert roles(found) == ["answer:C3", "comment:E3", "other:D3", "other:F3"]
    assert found.questions[1].ref == "AX-01.2"
    assert found.questions[1].slots[0].kind is SlotKind.CHOICE
    assert found.questions[1].slots[0].choices == ("Yes", "No", "NA")


def test_caiq_4_filled(form):
    found = form(
        {
            "CAIQ": [
                ["Question ID", "Question", "CSP CAIQ Answer", "CSP Implementation Description", "CCM Control Specification"],
                ["AX-01.1", "Are audit policies established?", "Yes", "We have a documented audit policy.", "Establish audit policies."],
                ["AX-01.2", "Are audit policies reviewed?", "Yes", "They are reviewed every year by the CISO.", N],
                ["AX-02.1", "Are independent audits conducted?", "No", "An auditor performs one each year.", "Conduct audits."],
            ]
        }
    )
    assert plan(found) == {"B2": "C2", "B3": "C3", "B4": "C4"}
    assert [slot.before for slot in found.questions[2].slots] == ["No", "An auditor performs one each year."]


def test_caiq_3_marks_under_a_two_row_header(form):
    found = form(
        {
            "CAIQ": [
                ["QUESTIONNAIRE v3"],
                [
                    "Control Domain",
                    "Control ID",
                    "Question ID",
                    "Control Specification",
                    "Consensus Assessment Questions",
                    "Consensus Assessment Answers",
                    N,
                    N,
                    "Notes",
                    "AICPA TSC 2009",
                    "ISO/IEC 27001-2013",
                ],
                [N, N, N, N, N, "Yes", "No", "Not Applicable"],
                [
                    "Application Security",
                    "AP-01",
                    "AP-01.1",
                    "Applications shall be designed in accordance with standards.",
                    "Do you use industry standards to build in security?",
                    N,
                    N,
                    N,
                    N,
                    "S3.10.0",
                    "A9.4.2",
                ],
                [N, N, "AP-01.2", N, "Do you use an automated source code analysis tool?", "X"],
                [
                    "Customer Access",
                    "AP-02",
                    "AP-02.1",
                    "Prior to granting customers access, requirements shall be addressed.",
                    "Are all requirements for customer access addressed?",
                    N,
                    N,
                    N,
                    N,
                    "S3.2.0",
                ],
            ]
        },
        merges=[
            *("CAIQ!A1:K1", "CAIQ!F2:H2", "CAIQ!A2:A3", "CAIQ!B2:B3", "CAIQ!C2:C3", "CAIQ!D2:D3", "CAIQ!E2:E3", "CAIQ!I2:I3"),
            *("CAIQ!A4:A5", "CAIQ!B4:B5", "CAIQ!D4:D5"),
        ],
    )
    assert plan(found) == {"E4": "F4+G4+H4", "E5": "F5+G5+H5", "E6": "F6+G6+H6"}
    assert [slot.value for slot in found.questions[0].marks] == ["Yes", "No", "Not Applicable"]
    assert [slot.before for slot in found.questions[1].marks] == ["X", "", ""]
    assert found.questions[0].slot(Role.COMMENT).where == "CAIQ!I4"
    assert "Application Security" in found.questions[1].section


def test_hecvat_3_sections_with_headers_and_merged_answers(form):
    found = form(
        {
            "Instructions": [["Target Audience"], ["These instructions are for vendors"]],
            "Full": [
                ["Community Vendor Assessment Tool"],
                ["DATE-01", "Date"],
                ["General Information"],
                ["To protect the institution, vendors whose products will access confidential data must complete this form."],
                ["GNRL-01", "Vendor Name"],
                ["GNRL-02", "Product Name"],
                ["Qualifiers", N, "Vendor Answers", "Additional Information", "Guidance", "Analyst Notes"],
                ["QUAL-01", "Does your product process protected health information?", N, N, "Responses to the HIPAA section follow."],
                ["QUAL-02", "Will institution data be shared with any third parties?"],
                ["Company Overview", N, "Vendor Answers", "Additional Information", "Guidance", "Analyst Notes"],
                ["COMP-01", "Describe your business background and ownership structure."],
                ["COMP-02", "Do you have a dedicated information security staff or office?"],
            ],
            "Analyst Report": [
                ["ID", "Question", "Vendor Answer", "Preferred Response", "Compliant Override", "Analyst Notes"],
                ["QUAL-01", "Does your product process protected health information?", "=Full!C8", "No"],
            ],
            "Crosswalk": [
                ["ID", "Question", "CIS", "HIPAA"],
                ["QUAL-01", "Does your product process PHI?", "CSC 13"],
                ["QUAL-02", "Will data be?"],
            ],
        },
        lists={"Full!C8:C9": '"Yes,No"', "Full!C12": '"Yes,No"'},
        merges=["Full!C2:D2", "Full!C5:D5", "Full!C6:D6", "Full!C11:D11", "Full!A4:F4", "Full!A1:F1"],
    )
    assert plan(found) == {"B2": "C2", "B5": "C5", "B6": "C6", "B8": "C8", "B9": "C9", "B11": "C11", "B12": "C12"}
    assert roles(found, 3) == ["answer:C8", "comment:D8"]
    assert roles(found, 5) == ["answer:C11"]
    assert found.questions[3].section == ("Full", "Qualifiers")
    assert "HIPAA" in found.questions[3].context
    assert {skipped.where for skipped in found.skipped} == {"Instructions", "Analyst Report", "Crosswalk"}


def test_sig_core(form):
    found = form(
        {
            "SIG Core": [
                ["SIG CORE"],
                ["Ques Num", "Question/Request", "Response", "Additional Information", "Category", "SCA Reference", "ISO 27002:2022"],
                ["A.", "Enterprise Risk Management"],
                ["A.1", "Is there a formalized risk governance policy approved by management?", N, N, "Risk", "A.1"],
                ["A.1.1", "Does the program include an inventory of assets?", N, N, "Risk", "A.1", "5.1"],
                ["A.2", "Is there a vendor management program?", N, N, "Risk", "A.2"],
            ]
        },
        lists={"SIG Core!C4:C6": '"Yes,No,N/A"'},
    )
    assert plan(found) == {"B4": "C4", "B5": "C5", "B6": "C6"}
    assert roles(found) == ["answer:C4", "comment:D4"]
    assert found.questions[0].section[:2] == ("SIG Core", "Enterprise Risk Management")


def test_samm_criteria_under_a_question_are_no_questions(form):
    found = form(
        {
            "Interview": [
                ["Assessment Interview: Acme"],
                [N, "Interview an individual based on the questions below"],
                [N, "Governance"],
                [N, "Level", "Strategy & Metrics", "Answer", "Interview Notes", "Rating"],
                [N, 1, "Is there a software security assurance program already in place?", "Yes, it is old", "we have it"],
                [N, N, "Assurance program is documented and accessible to staff"],
                [N, N, "Assurance program has been used in recent development efforts"],
                [N, N, "Do most of your staff know about the future plans of the program?", "No"],
                [N, N, "Vulnerability severity is known"],
                [N, 2, "Are most of your applications and resources categorized by risk?"],
                [N, "Level", "Policy & Compliance", "Answer", "Interview Notes", "Rating"],
                [N, 1, "Do project stakeholders know their project’s compliance status?"],
                [N, N, "Compliance drivers are known"],
            ]
        },
        lists={f"Interview!D{row}": '"No,Yes"' for row in (5, 8, 10, 12)},
    )
    assert plan(found) == {"C5": "D5", "C8": "D8", "C10": "D10", "C12": "D12"}
    assert found.questions[3].section == ("Interview", "Policy & Compliance")


def test_japanese_checklist(form):
    found = form(
        {
            "セキュリティ要件": [
                [N, "モバイルアプリケーションのセキュリティ要件"],
                [],
                [N, "ID", "詳細な検証要件", "レベル1", "状況", "検証手順", "コメント"],
                [N, "V1", "アーキテクチャと設計"],
                [N, "1.1", "すべてのコンポーネントを把握し、それらが必要とされている。", "✓", N, "設計書"],
                [N, "1.2", "コントロールはリモートエンドポイントで実施されている。", "✓", N, "注入"],
                [N, "1.3", "接続されるすべてのサービスの構造が定義されている。", N, "N/A", "構造"],
            ]
        },
        lists={"セキュリティ要件!E5:E7": '"Pass,Fail,N/A"'},
    )
    assert plan(found) == {"C5": "E5", "C6": "E6", "C7": "E7"}
    assert roles(found) == ["answer:E5", "comment:G5"]
    assert found.questions[0].section[-1] == "アーキテクチャと設計"


def test_preset_status_is_a_placeholder(form):
    rows = [
        [f"A01.0{n}", "ネットワーク", text, "高", "未確認", N, "https://a"]
        for n, text in enumerate(["空間を計画する", "範囲を使用してください", "MFAを適用していますか"], 1)
    ]
    found = form(
        {"Checklist": [["id", "カテゴリ", "チェック項目", "重要度", "状態", "コメント", "詳細情報"], *rows]},
        lists={"Checklist!E2:E4": '"未確認,対応済み"'},
    )
    assert plan(found) == {"C2": "E2", "C3": "E3", "C4": "E4"}
    assert (found.questions[0].slots[0].before, found.questions[0].slots[0].placeholder) == ("", "未確認")
    assert roles(found) == ["answer:E2", "comment:F2"]


def test_a_lowest_score_everywhere_is_a_preset_and_yes_everywhere_is_an_answer(form):
    scores = [[f"R-{n}", f"The organisation shall document control {n}.", 1, "Yes"] for n in range(1, 8)]
    head = ["ID", "Requirement", "Implementation Score", "Response"]
    lists = {"S!C2:C8": '"1,2,3,4,5"', "S!D2:D8": '"Yes,No"'}
    question = form({"S": [head, *scores]}, lists=lists).questions[0]
    by_place = {slot.where: slot for slot in question.slots}
    assert (by_place["S!C2"].before, by_place["S!C2"].placeholder) == ("", "1")
    assert by_place["S!D2"].before == "Yes"


def test_french_measures(form):
    found = form(
        {
            "Mesures": [
                ["Mesures prioritaires pour les établissements"],
                ["N°", "Domaine", "Mesure", "Niveau", "Réponse (Oui/Non/Partiel)", "Commentaires", "Preuves attendues"],
                [
                    1,
                    "Gouvernance",
                    "Désigner un responsable de la sécurité des systèmes d’information.",
                    "Socle",
                    N,
                    N,
                    "Lettre de mission",
                ],
                [2, "Gouvernance", "Tenir à jour une cartographie du système d’information.", "Socle", N, N, "Cartographie"],
                [3, "Sauvegardes", "Les sauvegardes sont-elles testées régulièrement ?", "Avancé", N, N, "PV de test"],
            ]
        }
    )
    assert plan(found) == {"C3": "E3", "C4": "E4", "C5": "E5"}
    assert roles(found) == ["answer:E3", "comment:F3"]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            ["Nr.", "Frage", "Antwort (Ja/Nein)", "Bemerkung", "Bewertung durch Auftraggeber"],
            ["Gibt es eine Leitlinie?", "Wird MFA eingesetzt?"],
        ),
        (["Item", "Pergunta", "Resposta", "Observações", "Uso interno"], ["A empresa possui política?", "Os dados são criptografados?"]),
        (["N.", "Domanda", "Risposta", "Commenti", "Uso interno"], ["Esiste una politica di sicurezza?", "I dati sono cifrati?"]),
        (["Nº", "Pregunta", "Respuesta", "Comentarios", "Revisor"], ["¿Existe una política?", "¿Se cifran los datos?"]),
        (["Nr", "Vraag", "Antwoord", "Toelichting", "Beoordeling"], ["Is er een beleid?", "Worden back-ups getest?"]),
        (["番号", "質問", "回答", "備考", "評価者コメント"], ["方針はありますか", "暗号化していますか"]),
        (["#", "Question", "Vendor Response", "Comments", "Reviewer Notes"], ["Is there a policy?", "Is data encrypted?"]),
        (["S.No", "Control", "Compliance (Y/N)", "Remarks", "Score (internal use only)"], ["Antivirus is installed", "Logs are retained"]),
    ],
)
def test_headers_in_eight_languages_with_a_column_for_the_customer(form, header, rows):
    found = form({"Sheet1": [header, *([n, text] for n, text in enumerate(rows, 1))]})
    assert plan(found) == {"B2": "C2", "B3": "C3"}
    assert roles(found) == ["answer:C2", "comment:D2"]


def test_statement_of_applicability(form):
    found = form(
        {
            "SoA": [
                ["Statement of Applicability"],
                [],
                [
                    "Section",
                    "Control",
                    "Control title",
                    "Control description",
                    "Applicable (Yes/No)",
                    "Justification",
                    "Implemented?",
                    "Reference",
                ],
                ["A5 Organizational controls"],
                ["5", "5.1", "Policies", "Information security policy shall be defined, approved by management and published."],
                ["5", "5.2", "Roles", "Information security roles and responsibilities shall be defined and allocated."],
                ["6", "6.1", "Screening", "Background verification checks on all candidates shall be carried out."],
            ]
        }
    )
    assert plan(found) == {"D5": "E5", "D6": "E6", "D7": "E7"}
    assert roles(found)[:3] == ["answer:E5", "comment:F5", "evidence:H5"]


def test_controls_that_are_only_numbered(form):
    found = form(
        {
            "CIS": [
                ["Control Implementation Summary"],
                ["Control ID", "Implementation Status", N, N, N, "Control Origination", N],
                [N, "Implemented", "Partially Implemented", "Planned", "N/A", "Corporate", "Inherited"],
                ["AC-1"],
                ["AC-2"],
                ["AC-2 (1)"],
            ]
        },
        merges=["CIS!B2:E2", "CIS!F2:G2", "CIS!A2:A3", "CIS!A1:G1"],
    )
    assert plan(found) == {"A4": "B4+C4+D4+E4", "A5": "B5+C5+D5+E5", "A6": "B6+C6+D6+E6"}


def test_a_header_for_each_group_with_the_groups_name_in_it(form):
    head = [N, "Information Gathering", "Test Name", "Objectives", "Status", "Notes"]
    found = form(
        {
            "Testing": [
                head,
                [N, "T-INFO-01", "Conduct Search Engine Discovery", "Identify what information is exposed.", "Not Started"],
                [N, "T-INFO-02", "Fingerprint Web Server", "Determine the version of a server.", "Not Started"],
                [],
                [N, "Configuration Testing", *head[2:]],
                [N, "T-CONF-01", "Test Network Configuration", "Review the configurations", "Not Started"],
            ]
        },
        lists={"Testing!E2:E6": '"Not Started,Pass,Issues"'},
    )
    assert plan(found) == {"C2": "E2", "C3": "E3", "C6": "E6"}
    assert found.questions[2].section == ("Testing", "Configuration Testing")
    assert found.questions[0].slots[0].placeholder == "Not Started"


def test_without_any_header(form):
    found = form(
        {
            "Sheet1": [
                ["Acme questions"],
                [],
                [1, "Do you encrypt data?"],
                [2, "Who holds the keys?"],
                ["General"],
                [3, "How often do you test?"],
            ]
        }
    )
    assert plan(found) == {"B3": "C3", "B4": "C4", "B6": "C6"}
    assert "first free one" in found.notes[0]


def test_an_answer_column_with_codes_of_the_form_is_left_alone(form):
    rows = [["x", 3, f"RG-0{n}", f"¿Existe el control número {n}?", "RESP01"] for n in range(1, 5)]
    found = form({"preguntas": [["assessable", "depth", "ref_id", "questions", "answer"], *rows]})
    assert plan(found) == {f"D{n}": f"F{n}" for n in range(2, 6)}


def test_questions_across_a_row(form):
    asked = ["What is your company name?", "Where is data stored?", "Is data encrypted at rest?", "Do you have SOC 2?"]
    assert plan(form({"Form": [asked]})) == {"A1": "A2", "B1": "B2", "C1": "C2", "D1": "D2"}


def test_labels_about_the_vendor_beside_free_cells(form):
    found = form({"Vendor": [["Vendor information"], ["Company name:"], ["Address:"], ["Contact e-mail:"], ["Website:", "<Fill in>"]]})
    assert plan(found) == {"A2": "B2", "A3": "B3", "A4": "B4", "A5": "B5"}
    assert found.questions[3].slots[0].placeholder == "<Fill in>"


def test_a_tick_matrix_names_the_item_of_each_mark(form):
    found = form(
        {"S": [["Which of the following do you have?", "Yes", "No", "In progress"], ["ISO 27001"], ["SOC 2 Type II"], ["PCI DSS"]]}
    )
    assert plan(found)["A3"] == "B3+C3+D3"
    assert found.questions[1].marks[0].row_label == "SOC 2 Type II"
    assert "Which of the following" in found.questions[1].context


def test_follow_ups_belong_to_the_question_above(form):
    rows = [
        [1, "Do you encrypt data?"],
        [N, "If yes, please describe the algorithm."],
        ["1b", "If so, who holds the keys?"],
        [2, "Do you have MFA?"],
    ]
    found = form({"S": [["#", "Question", "Answer"], *rows]})
    assert [q.parent for q in found.questions] == ["", "Q1", "Q1", ""]


def test_copies_by_formula_are_not_asked_again(form):
    found = form(
        {
            "Start": [
                ["ID", "Question", "Answer"],
                ["G-01", "Solution name"],
                ["G-02", "Do you host data?"],
                ["G-03", "Do you have staff?"],
            ],
            "More": [
                ["ID", "Question", "Answer"],
                ["G-01", "=Start!B2", "=Start!C2"],
                ["M-01", "Do you log access?"],
                ["M-02", "Do you review logs?"],
            ],
        }
    )
    assert [q.where for q in found.questions] == ["Start!B2", "Start!B3", "Start!B4", "More!B3", "More!B4"]


def test_a_list_of_controls_elsewhere_is_no_second_questionnaire(form):
    found = form(
        {
            "Questions": [["#", "Question", "Answer"], [1, "Do you encrypt data?"], [2, "Do you have MFA?"]],
            "Mapping": [
                ["Control", "Requirement"],
                ["A.1", "The organisation shall encrypt."],
                ["A.2", "The organisation shall authenticate."],
            ],
        }
    )
    assert {q.where.split("!")[0] for q in found.questions} == {"Questions"}
    assert [skipped.where for skipped in found.skipped] == ["Mapping"]


@pytest.mark.parametrize(
    "sheets",
    [
        {
            "Assets": [
                ["Asset ID", "Asset name", "Owner", "Location", "Comments"],
                ["A1", "Laptop", "IT", "HQ"],
                ["A2", "Server", "IT", "DC"],
            ]
        },
        {"POAM": [["POAM ID", "Controls", "Weakness Name", "Weakness Description", "Point of Contact", "Status Date", "Comments"], []]},
        {"Glossary": [["Term", "Definition"], ["MFA", "Multi factor authentication is a way to log in"], ["SSO", "Single sign on"]]},
        {
            "Customers": [
                ["List all customers below"],
                ["Customer Name", "Contact Name", "Contact E-mail"],
                ["<Example: ABC>", "<Example: X>", "<a@b.c>"],
            ]
        },
        {
            "History": [
                ["Name", "Version", "Date", "Comment"],
                ["A", "0.1", "2017-01-30", "Initial draft"],
                ["B", "0.2", "2017-02-01", "Merged"],
            ]
        },
        {"Levels": [["Maturity Level", "Value", "Expectation"], ["Level 1", 1, "No process exists."], ["Level 2", 2, "A process exists."]]},
        {"Summary": [["Category", "Score", "Status"], ["Access", 3, "ok"], ["Logging", 2, "ok"]]},
        {"Empty": [[]]},
    ],
)
def test_what_asks_nothing_yields_nothing_and_says_why(form, sheets):
    found = form(sheets)
    assert found.questions == ()
    assert found.skipped[0].reason


def test_hidden_sheets_are_not_asked_and_hidden_rows_are_marked(form, tmp_path):
    found = form(
        {"Q": [["#", "Question", "Answer"], [1, "Do you log?"], [2, "Do you scan?"]], "Old": [["#", "Question", "Answer"], [1, "Do you?"]]},
        hidden=["Old"],
    )
    assert [q.where for q in found.questions] == ["Q!B2", "Q!B3"]
    assert found.skipped[0].reason == "hidden sheet"


def test_the_sentence_asks_rather_than_its_short_name(form):
    found = form(
        {
            "Assessment": [
                ["Domain", "Control", "Description", "Status", "Owner", "Notes"],
                ["Governance", "Security policy", "A documented information security policy exists and is reviewed annually."],
                ["Governance", "Roles", "Security roles are defined and assigned to named people."],
            ]
        }
    )
    assert plan(found) == {"C2": "D2", "C3": "D3"}
    assert found.questions[0].section == ("Governance", "Security policy")


def test_numbers_before_the_questions_tell_them_from_headings(form):
    rows = [
        ["Vendor assessment"],
        ["Access Control"],
        ["1.1 Do you enforce MFA?"],
        ["1.2 Do you review access?"],
        ["Data"],
        ["2.1 Do you encrypt?"],
    ]
    found = form({"Q": rows})
    assert plan(found) == {"A3": "B3", "A4": "B4", "A6": "B6"}
    assert [q.ref for q in found.questions] == ["1.1", "1.2", "2.1"]


def test_nothing_but_labels_is_a_form_too(form):
    found = form({"Request": [["Deviation Request"], ["Scan ID:"], ["Source:"], ["Risk rating:"], ["Describe the rationale:"]]})
    assert plan(found) == {"A2": "B2", "A3": "B3", "A4": "B4", "A5": "B5"}


def test_a_legend_ends_the_questions(form):
    rows = [[1, "Do you log?"], [2, "Do you scan?"], [], ["Legend"], ["Pass", "The requirement is met by the product."]]
    assert plan(form({"S": [["#", "Question", "Answer"], *rows]})) == {"B2": "C2", "B3": "C3"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["Nr.", "Bezeichnung", "Standort", "Bemerkung"], ["1", "Notebook 14 Zoll", "Berlin"]),
        (["sku", "title", "description", "notes"], ["7", "Plan", "Includes support. What you need for small teams."]),
        (["Service", "Metric", "Target", "Measurement", "Penalty"], ["Hosting", "Availability", "99.9%", "Monthly", "5%"]),
        (["timestamp", "level", "message"], ["2026-01-01", "INFO", "Is the server up? yes"]),
    ],
)
def test_lists_of_facts_with_room_for_remarks_ask_nothing(form, header, row):
    assert not form({"Data": [header, *[row] * 12]}).questions
    assert not form({"Sheet1": [header, *[row] * 12]}).questions


def test_a_question_over_several_practices_groups_them(form):
    """The same question stands in several rows; what differs from row to row is asked."""
    asked = ["Keys are rotated", "Logs are kept", "Access is reviewed", "Backups are tested", "Ports are closed", "Disks are encrypted"]
    rows = [[f"SEC {i // 3}", f"How do you protect part {i // 3}?", text] for i, text in enumerate(asked)]
    found = form({"Review": [["Question ID", "Question", "Best practice", "Selected (Yes/No)", "Notes"], *rows]})
    assert plan(found) == {f"C{row}": f"D{row}" for row in range(2, 8)}
