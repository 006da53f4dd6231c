"""The workbook that a customer sends: instructions, four sheets of questions, a sign-off, and a hidden sheet with the lists."""

from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sample_styles import AMBER, GREEN, HEADER, INPUT, LABEL, NOTE, RED, SECTION, SUBTITLE, TEXT, TITLE, page, paint
from sample_workbook_text import CONTROLS, CUSTOMER, INSTRUCTIONS, LEGEND, PRIVACY, PROFILE, REQUIREMENTS, SIGN_OFF

LISTS = {"YesNo": ("Yes", "No", "N/A"), "Compliance": ("Compliant", "Partially compliant", "Not compliant", "Not applicable")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet of questions: its header, its width in characters, and what stands in it."""

    header: str
    width: float
    content: str  # "ref", "question", "answer", "text"


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet of questions: its name, its rows, its columns, the row of its header, the note above, and the column with a dropdown.

    A row is a heading (one text), or what stands in the columns that the customer filled: reference, area, question.
    """

    name: str
    rows: tuple[Any, ...]
    columns: tuple[Column, ...]
    header: int
    note: str = ""
    choices: str = ""

    @property
    def answers(self) -> str:
        """The letter of the column that counts as the answer."""
        contents = [column.content for column in self.columns]
        return get_column_letter(contents.index("answer" if "answer" in contents else "text") + 1)


PLANS = (
    Plan(
        "Vendor Profile",
        PROFILE,
        (Column("No.", 7, "ref"), Column("Question", 62, "question"), Column("Vendor response", 58, "text")),
        header=5,
        note="Please answer for the company that will sign the contract.",
    ),
    Plan(
        "Security Controls",
        CONTROLS,
        (
            Column("Ref", 8, "ref"),
            Column("Control question", 58, "question"),
            Column("Response", 13, "answer"),
            Column("Vendor comments", 52, "text"),
            Column("Evidence / reference", 34, "text"),
        ),
        header=6,
        note="Choose a response for every control and explain it. Questions concern LiteLLM Cloud unless they say otherwise.",
        choices='"Yes,No,N/A"',
    ),
    Plan(
        "Privacy and Cookies",
        PRIVACY,
        (
            Column("ID", 8, "ref"),
            Column("Area", 16, "area"),
            Column("Question", 56, "question"),
            Column("Answer", 12, "answer"),
            Column("Explanation", 56, "text"),
        ),
        header=4,
        choices="=YesNo",
    ),
    Plan(
        "Contract Requirements",
        REQUIREMENTS,
        (
            Column("Req.", 8, "ref"),
            Column("Requirement", 64, "question"),
            Column("Compliance", 20, "answer"),
            Column("Remarks", 52, "text"),
        ),
        header=5,
        note="State for each requirement whether you comply. Explain every deviation.",
        choices="=Lists!$B$2:$B$5",
    ),
)


def vendor_workbook() -> Workbook:
    """Return the workbook, unsaved."""
    book = Workbook()
    book.properties.creator = CUSTOMER
    book.properties.title = "Third-Party Security Assessment"
    instructions = book.active
    instructions.title = "Instructions"
    for plan in PLANS:
        _questions(book, plan)
    _sign_off(book.create_sheet("Sign-off"))
    _instructions(instructions, PLANS)
    _lists(book)
    return book


def _lists(book: Workbook) -> None:
    sheet = book.create_sheet("Lists")
    for column, (name, values) in enumerate(LISTS.items(), start=1):
        for row, value in enumerate((name, *values), start=1):
            sheet.cell(row, column, value)
        letter = get_column_letter(column)
        book.defined_names[name] = DefinedName(name, attr_text=f"Lists!${letter}$2:${letter}${len(values) + 1}")
    sheet.sheet_state = "hidden"


def _banner(sheet: Worksheet, title: str, columns: int, note: str) -> None:
    last = get_column_letter(columns)
    sheet.merge_cells(f"A1:{last}1")
    paint(sheet["A1"], TITLE).value = f"{CUSTOMER} | Third-Party Security Assessment"
    sheet.row_dimensions[1].height = 30
    sheet.merge_cells(f"A2:{last}2")
    paint(sheet["A2"], SUBTITLE).value = title
    sheet.row_dimensions[2].height = 20
    if note:
        sheet.merge_cells(f"A3:{last}3")
        paint(sheet["A3"], NOTE).value = note
        sheet.row_dimensions[3].height = 32


def _questions(book: Workbook, plan: Plan) -> None:
    sheet = book.create_sheet(plan.name)
    _banner(sheet, plan.name, len(plan.columns), plan.note)
    for at, column in enumerate(plan.columns, start=1):
        paint(sheet.cell(plan.header, at, column.header), HEADER)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[plan.header].height = 24
    for row, item in enumerate(plan.rows, start=plan.header + 1):
        if isinstance(item, str):
            _heading(sheet, row, item, len(plan.columns))
        else:
            _row(sheet, row, item, plan.columns)
    if plan.choices:
        _choices(sheet, plan)
    sheet.freeze_panes = f"C{plan.header + 1}"
    page(sheet, plan.header, len(plan.columns), plan.header + len(plan.rows))


def _heading(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    paint(sheet.cell(row, 1, text), SECTION)
    sheet.row_dimensions[row].height = 20


def _row(sheet: Worksheet, row: int, item: tuple[str, ...], columns: tuple[Column, ...]) -> None:
    given = iter(item)
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(row, at)
        if column.content in {"answer", "text"}:
            paint(cell, INPUT)
        else:
            cell.value = next(given)
            paint(cell, LABEL if column.content in {"ref", "area"} else TEXT)
    # Room for an answer of some lines, as customers leave it: rows of a saved file do not grow by themselves in every program.
    sheet.row_dimensions[row].height = 62 if len(columns) > len(item) + 1 else 36


def _choices(sheet: Worksheet, plan: Plan) -> None:
    """Put a dropdown, and colours by the answer, on the answer cells of a sheet."""
    rule = DataValidation(type="list", formula1=plan.choices, allow_blank=True, showErrorMessage=True, showInputMessage=True)
    rule.errorTitle, rule.error = "Response", "Please choose a value from the list."
    rule.promptTitle, rule.prompt = "Response", "Choose from the list"
    cells = _answer_cells(plan)
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)
    area = f"{cells[0]}:{cells[-1]}"
    for value, fill in (("Yes", GREEN), ("Compliant", GREEN), ("No", RED), ("Not compliant", RED), ("Partially compliant", AMBER)):
        sheet.conditional_formatting.add(area, CellIsRule(operator="equal", formula=[f'"{value}"'], fill=fill))


def _answer_cells(plan: Plan) -> list[str]:
    rows = enumerate(plan.rows, start=plan.header + 1)
    return [f"{plan.answers}{row}" for row, item in rows if not isinstance(item, str)]


def _sign_off(sheet: Worksheet) -> None:
    _banner(sheet, "Sign-off", 2, "By signing, the vendor confirms that the answers in this workbook are complete and correct.")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 60
    for row, label in enumerate(SIGN_OFF, start=5):
        paint(sheet.cell(row, 1, label), LABEL)
        paint(sheet.cell(row, 2), INPUT)
        sheet.row_dimensions[row].height = 26
    sheet.cell(9, 2).number_format = "yyyy-mm-dd"
    page(sheet, 4, 2, 4 + len(SIGN_OFF))


def _instructions(sheet: Worksheet, plans: tuple[Plan, ...]) -> None:
    _banner(sheet, "Instructions", 3, "")
    for letter, width in zip("ABC", (26, 60, 34), strict=True):
        sheet.column_dimensions[letter].width = width
    for row, text in enumerate(INSTRUCTIONS, start=4):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        paint(sheet.cell(row, 1, text), NOTE)
        sheet.row_dimensions[row].height = 34
    row = _table(sheet, 5 + len(INSTRUCTIONS), ("Value", "Meaning"), LEGEND)
    _progress(sheet, row + 1, plans)
    page(sheet, 3, 3, row + 1 + len(plans))


def _table(sheet: Worksheet, row: int, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> int:
    for at, text in enumerate(header, start=1):
        paint(sheet.cell(row, at, text), HEADER)
    for line in rows:
        row += 1
        for at, text in enumerate(line, start=1):
            paint(sheet.cell(row, at, text), LABEL if at == 1 else TEXT)
        sheet.row_dimensions[row].height = 20
    return row + 1


def _progress(sheet: Worksheet, row: int, plans: tuple[Plan, ...]) -> None:
    """Add the counter that shows how far the vendor has come."""
    for at, text in enumerate(("Sheet", "Answered", "Complete"), start=1):
        paint(sheet.cell(row, at, text), HEADER)
    for at, plan in enumerate(plans, start=row + 1):
        cells = _answer_cells(plan)
        area = f"'{plan.name}'!{cells[0]}:{cells[-1]}"
        paint(sheet.cell(at, 1, plan.name), LABEL)
        paint(sheet.cell(at, 2, f'=COUNTA({area})&" of {len(cells)}"'), TEXT)
        paint(sheet.cell(at, 3, f"=COUNTA({area})/{len(cells)}"), TEXT).number_format = "0%"
    done = f"C{row + 1}"
    sheet.conditional_formatting.add(f"{done}:C{row + len(plans)}", FormulaRule(formula=[f"{done}=1"], fill=GREEN))
