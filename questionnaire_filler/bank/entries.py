"""From the nodes of a file to its entries, with every problem on the way."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from questionnaire_filler.bank import scalars
from questionnaire_filler.bank.fields import DEFAULTS, ENTRY_FIELDS, FILE_FIELDS, SOURCE_FIELDS, Kind
from questionnaire_filler.bank.nodes import Mapping, Scalar, Sequence, compose
from questionnaire_filler.errors import Problem
from questionnaire_filler.model import Entry, Place, Source
from questionnaire_filler.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from questionnaire_filler.bank.fields import Field
    from questionnaire_filler.bank.nodes import Node
    from questionnaire_filler.bank.places import SourceFile

#: What no terminal, spreadsheet or XML part takes; YAML lets it in through escapes ("\x1b").
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Takes back what the file says for its entries.
_NEVER = {"never", "none"}


class _Refused(Exception):  # noqa: N818 -- not an error of its own: the problem is noted already, the value is left out
    """A value has problems, which are noted."""


def read_entries(source: SourceFile, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a file that are without error, the file's defaults applied.

    Args:
        source: The file.
        problems: Takes what is wrong in it.

    Raises:
        ProblemError: The file is no YAML.
    """
    root = compose(source, problems)
    return _Reader(source.path, problems).file(root)


def read_value(field: Field, text: str) -> object:
    """Return what a text means for a field that takes one.

    Raises:
        ValueError: It means nothing there; says why.
    """
    problems: list[Problem] = []
    node = Scalar(text, 0, 0, 1, 1, '"')
    try:
        return _READERS[field.kind](_Reader(Path(), problems), node, field)
    except _Refused:
        raise ValueError(problems[0].what) from None


def file_defaults(root: Mapping) -> dict[str, object]:
    """Return what a file without problems says for its entries, by the attributes of `Entry`."""
    values = _Reader(Path(), []).fields(root, FILE_FIELDS)
    return _defaults(values)


def _defaults(values: dict[str, Any]) -> dict[str, Any]:
    return {field.target: values[field.target] for field in DEFAULTS if field.target in values}


class _Reader:
    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems

    def file(self, root: Node | None) -> list[Entry]:
        if root is None or (isinstance(root, Scalar) and root.empty):
            self._problems.append(Problem(f"{self._path}:1:1", "is empty: write 'schema: 1' and 'answers:', or delete the file"))
            return []
        if not isinstance(root, Mapping):
            self._note(root, "an answer bank's file begins with 'schema: 1' and 'answers:'")
            return []
        values = self.fields(root, FILE_FIELDS)
        defaults = _defaults(values)
        return [entry for node in values.get("answers", ()) if (entry := self._entry(node, defaults))]

    def _entry(self, node: Node, defaults: dict[str, Any]) -> Entry | None:
        if not isinstance(node, Mapping):
            self._note(node, "an entry has keys: '- id: ...', and below it 'question: ...' and 'answer: ...'")
            return None
        before = len(self._problems)
        values = self.fields(node, ENTRY_FIELDS)
        if node.get("answer") is None and node.get("position") is None:
            self._note(node, "'answer' or 'position' is missing")
        if len(self._problems) > before:
            return None
        return Entry(place=Place(self._path, node.line, node.column), **{**defaults, **values})

    def fields(self, node: Mapping, fields: tuple[Field, ...]) -> dict[str, Any]:
        """Return the values of the fields by the attributes that take them; what has a problem is left out."""
        known = {field.name: field for field in fields}
        values: dict[str, Any] = {}
        for key, value in node.items:
            field = known.get(key.value)
            if field is None:
                self._note(key, f"'{key.value}' is not known{_suggestion(key.value, fields)}")
                continue
            with suppress(_Refused):
                values[field.target] = self._value(field, value)
        for field in fields:
            if field.required and node.key(field.name) is None:
                self._note(node, f"'{field.name}' is missing; write '{field.name}: {field.example}'")
        return values

    def _value(self, field: Field, node: Node) -> object:
        if isinstance(node, Scalar) and node.empty:
            raise self._refuse(node, f"'{field.name}' has no value; write one, or delete the line")
        return _READERS[field.kind](self, node, field)

    def scalar(self, node: Node, field: Field) -> str:
        """Return a text, without the space around it; refuses lists, mappings and characters that no form takes."""
        if not isinstance(node, Scalar):
            hint = '; put quotes around a text that begins with "[" or "{"' if node.flow else ""
            raise self._refuse(node, f"'{field.name}' takes one {field.kind.value.split(',')[0]}, not a list or mapping{hint}")
        if node.style == "*":
            raise _Refused
        if found := _CONTROL.search(node.value):
            raise self._refuse(node, f"'{field.name}' holds the control character U+{ord(found.group()):04X}; delete it")
        if not (text := node.value.strip()):
            raise self._refuse(node, f"'{field.name}' is empty; write a text, or delete the line")
        return text

    def line(self, node: Node, field: Field) -> str:
        """Return a text on one line."""
        return squeeze(self.scalar(node, field))

    def lines(self, node: Node, field: Field) -> tuple[str, ...]:
        """Return one text or a list of them; what stands twice counts once."""
        if not isinstance(node, Sequence):
            return (self.line(node, field),)
        return tuple(dict.fromkeys(self._each(node, field, self.line)))

    def tags(self, node: Node, field: Field) -> tuple[str, ...]:
        """Return one tag or a list of them, in lower case."""
        return tuple(dict.fromkeys(text.casefold() for text in self.lines(node, field)))

    def scope(self, node: Node, field: Field) -> frozenset[str]:
        """Return the tags as a set."""
        return frozenset(self.tags(node, field))

    def parsed(self, node: Node, field: Field, parse: Callable[[str], object]) -> object:
        """Return what `parse` makes of a text."""
        text = self.scalar(node, field)
        try:
            return parse(text)
        except ValueError as error:
            raise self._refuse(node, f"'{field.name}': {error}") from error

    def sources(self, node: Node, field: Field) -> tuple[Source, ...]:
        """Return a source, or a list of them; a text alone is a title."""
        nodes = node.items if isinstance(node, Sequence) else (node,)
        return tuple(self._each_of(nodes, field, self._source))

    def _source(self, node: Node, field: Field) -> Source:
        if not isinstance(node, Mapping):
            return Source(title=self.line(node, field))
        before = len(self._problems)
        values = self.fields(node, SOURCE_FIELDS)
        if len(self._problems) > before:
            raise _Refused
        return Source(**values)

    def frameworks(self, node: Node, field: Field) -> dict[str, tuple[str, ...]]:
        """Return the ids by the instrument's name."""
        if not isinstance(node, Mapping):
            raise self._refuse(node, f"'{field.name}' takes a mapping, such as {field.example}")
        found: dict[str, tuple[str, ...]] = {}
        for key, value in node.items:
            try:
                found[key.value] = self.lines(value, field)
            except _Refused:
                continue
        return found

    def schema(self, node: Node, field: Field) -> str:
        """Return the version of the format, of which there is one."""
        version = self.scalar(node, field)
        if version != "1":
            raise self._refuse(node, f"'schema' is '{version}'; this program reads schema 1")
        return version

    def entries(self, node: Node, field: Field) -> tuple[Node, ...]:
        """Return the nodes of the entries."""
        if not isinstance(node, Sequence):
            raise self._refuse(node, f"'{field.name}' takes a list: begin each entry with '- id: ...'")
        return node.items

    def _each(self, node: Sequence, field: Field, read: Callable[[Node, Field], Any]) -> list[Any]:
        return self._each_of(node.items, field, read)

    def _each_of(self, nodes: tuple[Node, ...], field: Field, read: Callable[[Node, Field], Any]) -> list[Any]:
        """Return what `read` makes of each node, after noting the problems of all of them."""
        found, refused = [], False
        for node in nodes:
            try:
                if isinstance(node, Scalar) and node.empty:
                    raise self._refuse(node, f"an item of '{field.name}' is empty; write it, or delete the line")
                found.append(read(node, field))
            except _Refused:
                refused = True
        if refused:
            raise _Refused
        return found

    def _note(self, node: Node, what: str) -> None:
        self._problems.append(Problem(f"{self._path}:{node.line}:{node.column}", what))

    def _refuse(self, node: Node, what: str) -> _Refused:
        self._note(node, what)
        return _Refused()


def _suggestion(name: str, fields: tuple[Field, ...]) -> str:
    """Return "; did you mean 'answer'?" for a key that is not known."""
    folded = name.casefold().replace("-", "_").replace(" ", "_")
    for field in fields:
        if folded == field.name or folded in field.known_as:
            return f"; did you mean '{field.name}'?"
    return scalars.did_you_mean(folded, [field.name for field in fields])


def _period(text: str) -> int | None:
    return None if text.casefold() in _NEVER else scalars.period(text)


def _reviewed(text: str) -> date | None:
    return None if text.casefold() in _NEVER else scalars.day(text)


def _url(text: str) -> str:
    if not re.match(r"(?:https?://|mailto:)\S+\Z", text):
        raise ValueError(f"'{squeeze(text)}' is no link; it begins with https:// and has no spaces")
    return text


_READERS: dict[Kind, Callable[[_Reader, Node, Field], object]] = {
    Kind.ID: lambda reader, node, field: reader.parsed(node, field, scalars.identifier),
    Kind.LINE: _Reader.line,
    Kind.TEXT: _Reader.scalar,
    Kind.LINES: _Reader.lines,
    Kind.TAGS: _Reader.tags,
    Kind.SCOPE: _Reader.scope,
    Kind.POSITION: lambda reader, node, field: reader.parsed(node, field, scalars.position),
    Kind.DISCLOSURE: lambda reader, node, field: reader.parsed(node, field, scalars.disclosure),
    Kind.STATUS: lambda reader, node, field: reader.parsed(node, field, scalars.status),
    Kind.DATE: lambda reader, node, field: reader.parsed(node, field, scalars.day),
    Kind.REVIEWED: lambda reader, node, field: reader.parsed(node, field, _reviewed),
    Kind.PERIOD: lambda reader, node, field: reader.parsed(node, field, _period),
    Kind.URL: lambda reader, node, field: reader.parsed(node, field, _url),
    Kind.SOURCES: _Reader.sources,
    Kind.FRAMEWORKS: _Reader.frameworks,
    Kind.SCHEMA: _Reader.schema,
    Kind.ENTRIES: _Reader.entries,
}
