"""The table makes the schema, the reference and the example: they must agree with what is read."""

from __future__ import annotations

import re
from dataclasses import fields

from questionnaire_filler import catalogue
from questionnaire_filler.bank import load
from questionnaire_filler.bank.entries import _READERS
from questionnaire_filler.bank.fields import DEFAULTS, ENTRY_FIELDS, FILE_FIELDS, SOURCE_FIELDS, Kind
from questionnaire_filler.bank.findings import RULES
from questionnaire_filler.bank.reference import _SCHEMAS, example, field_tables, finding_table, json_schema
from questionnaire_filler.model import Entry, Source


def test_the_table_has_every_attribute_of_the_model_and_no_other():
    assert {field.target for field in ENTRY_FIELDS} == {field.name for field in fields(Entry)} - {"place"}
    assert {field.target for field in SOURCE_FIELDS} == {field.name for field in fields(Source)}
    assert {field.name for field in DEFAULTS} <= {field.name for field in ENTRY_FIELDS} & {field.name for field in FILE_FIELDS}


def test_every_kind_is_read_and_has_a_schema():
    assert set(_READERS) == set(_SCHEMAS) == set(Kind)


def test_the_schema_names_every_key_with_its_meaning():
    schema = json_schema()
    assert schema["required"] == ["schema", "answers"]
    entry = schema["$defs"]["entry"]
    assert list(entry["properties"]) == [field.name for field in ENTRY_FIELDS]
    assert entry["required"] == ["id", "question"]
    assert entry["additionalProperties"] is False
    assert all(shown["description"] for shown in entry["properties"].values())


def test_the_schemas_patterns_take_what_the_bank_takes():
    period = json_schema()["$defs"]["entry"]["properties"]["review_every"]["pattern"]
    assert all(re.search(period, text) for text in ("180d", "26w", "6m", "1y", "2 years", "never"))
    assert not re.search(period, "180")


def test_the_example_loads_as_it_is_and_with_every_line_switched_on(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(example())
    assert load(tmp_path).entries[0].status == "draft"
    path.write_text(re.sub(r"^( *)#(?=\w)", r"\1", example(), flags=re.MULTILINE))
    entry = load(tmp_path).entries[0]
    assert (entry.review_days, entry.topic, entry.sources[0].ref, entry.frameworks) == (
        180,
        "enc-rest",
        "§3.2",
        {"CAIQ-4": ("CEK-03.1",)},
    )
    assert all(getattr(entry, field.target) for field in ENTRY_FIELDS if field.name != "status")


def test_the_example_names_a_topic_that_there_is():
    assert next(field.example for field in ENTRY_FIELDS if field.name == "topic") in catalogue.load().by_id


def test_the_tables_have_a_row_for_everything():
    (_, file_rows), (_, entry_rows), (_, source_rows) = field_tables()
    assert [row[0] for row in file_rows] == [field.name for field in FILE_FIELDS]
    assert [row[2] for row in entry_rows].count("required") == 2
    assert source_rows[0][:3] == ("title", "text", "required")
    assert [row[0] for row in finding_table()] == [str(code) for code in RULES]
