"""A questionnaire that people completed for an earlier customer: some answers confirm the bank, some add to it, some contradict it."""

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from sample_styles import HEADER, INPUT, LABEL, NOTE, SECTION, SUBTITLE, TEXT, TITLE, page, paint

CUSTOMER = "Ostrander Retail Group"

#: Reference, question, response, comment; a text alone is a heading.
ROWS = (
    "Hosting and data (LiteLLM Cloud)",
    (
        "H1",
        "Is stored customer information encrypted?",
        "Yes",
        "All data that LiteLLM Cloud stores is encrypted, using your LITELLM_MASTER_KEY.",
    ),
    ("H2", "Is traffic to and from the platform encrypted?", "Yes", "TLS is used for all data in transit."),
    (
        "H3",
        "Which infrastructure providers host the platform?",
        "",
        "Google Cloud Platform and Amazon Web Services; the database is partly managed by NeonDB.",
    ),
    ("H4", "Are backups taken at least once a day?", "Yes", "The database is backed up every day; backups are kept for 14 days."),
    ("H5", "Can we choose between a European and an American region?", "Yes", "The region is chosen when the instance is set up."),
    "Access",
    ("A1", "Is single sign-on offered on LiteLLM Cloud?", "Yes", "OAuth 2.0 with Google, Okta, Microsoft and KeyCloak."),
    ("A2", "Is SAML 2.0 supported for login?", "No", "Single sign-on uses OAuth 2.0 only."),
    ("A3", "Can logins be limited to our office IP addresses?", "Yes", "Allowed IP addresses are set for each instance."),
    ("A4", "Does your team use multi-factor authentication for administrative access?", "Yes", "Required for GCP, AWS and GitHub."),
    "Operations",
    ("O1", "Do you scan your systems for weaknesses?", "Yes", "Dependencies and containers are scanned weekly."),
    ("O2", "Is there a reward programme for security researchers?", "No", "We don't currently offer a bug bounty program."),
    ("O3", "Has a cybersecurity incident management programme been set up?", "Yes", "An incident process was introduced in 2025."),
    ("O4", "Within how many hours will you tell us about a breach?", "", "Within 72 hours of becoming aware of it."),
    ("O5", "What is the number of staff at your company?", "", "14 employees"),
    ("O6", "Status of your SOC 2 audit", "", "Type I report received; the Type II observation period is running."),
    "Privacy and cookies",
    ("P1", "Is telemetry sent home by self-hosted gateways?", "No", "We run no telemetry when you self-host LiteLLM."),
    ("P2", "Are usage figures sold to anyone?", "No", "LiteLLM Cloud does not sell or share any usage data with any third parties."),
    ("P3", "Do third parties place cookies on your site?", "No", "LiteLLM does not use any third-party cookies."),
    ("P4", "After how long is the session cookie invalid?", "", "After 24 hours, at logout, or when the browser is closed."),
    ("P5", "Will you sign our data processing agreement?", "Yes", "Please send it to support@berri.ai."),
)


def completed_form() -> Workbook:
    """Return the workbook, unsaved."""
    book = Workbook()
    book.properties.creator = CUSTOMER
    sheet = book.active
    sheet.title = "Questionnaire"
    for letter, width in zip("ABCD", (8, 54, 13, 62), strict=True):
        sheet.column_dimensions[letter].width = width
    texts = (
        f"{CUSTOMER} | Supplier information security questionnaire",
        "Completed by the supplier",
        "Answered in March 2026 for LiteLLM Cloud.",
    )
    for row, (text, look) in enumerate(zip(texts, (TITLE, SUBTITLE, NOTE), strict=True), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        paint(sheet.cell(row, 1, text), look)
        sheet.row_dimensions[row].height = 26 if row == 1 else 18
    for at, header in enumerate(("Ref", "Question", "Response", "Comments"), start=1):
        paint(sheet.cell(5, at, header), HEADER)
    choices = DataValidation(type="list", formula1='"Yes,No,N/A"', allow_blank=True)
    for row, item in enumerate(ROWS, start=6):
        if isinstance(item, str):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
            paint(sheet.cell(row, 1, item), SECTION)
            continue
        for at, (text, look) in enumerate(zip(item, (LABEL, TEXT, INPUT, INPUT), strict=True), start=1):
            paint(sheet.cell(row, at, text or None), look)
        choices.add(sheet.cell(row, 3))
        sheet.row_dimensions[row].height = 32
    sheet.add_data_validation(choices)
    sheet.freeze_panes = "C6"
    page(sheet, 5, 4, 5 + len(ROWS))
    return book
