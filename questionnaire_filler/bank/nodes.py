"""YAML as a tree of nodes with places. Scalars stay the text that the user wrote: nothing turns into a boolean or a date by itself.

The tree is built from the parser's events, so that anchors, aliases, tags, merge keys and duplicate keys are told where they stand (and
reading goes on behind them), and so that libyaml does the scanning where PyYAML was built with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

import yaml

from questionnaire_filler.bank.places import ProblemError
from questionnaire_filler.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from questionnaire_filler.bank.places import SourceFile

_LOADER: type = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_MAX_DEPTH = 20  # the schema needs 6

#: What the parser says, and what it mostly means.
_EXPLAINED = (
    ("cannot start any token", "this character cannot begin a value: put quotes around the text"),
    ("mapping values are not allowed", 'a second ": " stands here: put quotes around text that contains ": ", or check the indentation'),
    ("could not find expected ':'", 'a key without ":" stands here, or a quote is not closed'),
    ("did not find expected key", "a key was expected here: check the indentation and the quotes above"),
    ("expected <block end>", "a key or the end of the list was expected here: check the indentation and the quotes above"),
    ("did not find expected '-' indicator", 'an entry of the list was expected here: check the indentation, begin it with "- "'),
    ("did not find expected ',' or", 'a "," or the closing bracket is missing: put quotes around text that contains "," or ":"'),
    ("expected ',' or", 'a "," or the closing bracket is missing: put quotes around text that contains "," or ":"'),
    ("found unexpected end of stream", "a quote is opened and never closed"),
    ("while scanning a quoted scalar", "a quote is opened and never closed"),
    ("node content", "a value is missing, or a bracket is not closed"),
    ("found unknown escape character", 'a backslash inside "..." begins an escape: write \\\\, or use single quotes'),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as the user wrote it.

    Attributes:
        value: Without quotes, escapes resolved, folded where the style says so.
        start: Index of its first character in the file's text, the quote included.
        end: Index after its last character; after a block scalar's trailing line breaks.
        line: Counted from 1.
        column: Counted from 1.
        style: "" for plain, else the character that opens it: ' " | > (and * for an alias, which is refused)
    """

    value: str
    start: int
    end: int
    line: int
    column: int
    style: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is written here, or YAML's words for nothing."""
        return not self.style and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when written in brackets."""

    items: tuple[Node, ...]
    start: int
    end: int
    line: int
    column: int
    flow: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the user's order; `flow` when written in braces."""

    items: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int
    line: int
    column: int
    flow: bool

    def get(self, key: str) -> Node | None:
        """Return the value of a key, None where it is not there."""
        return next((value for name, value in self.items if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, None where it is not there."""
        return next((name for name, _ in self.items if name.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(slots=True)
class _Open:
    """A collection whose end was not seen yet."""

    event: yaml.CollectionStartEvent
    children: list[Node] = field(default_factory=list)


def compose(source: SourceFile, problems: list[Problem]) -> Node | None:
    """Return the root of a file's one document; None when there is nothing but comments.

    Args:
        source: The file.
        problems: Takes what the bank refuses though it is YAML: anchors, aliases, tags, merge keys, keys that stand twice.

    Raises:
        ProblemError: The text is no YAML, is nested too deep, or holds a second document.
    """
    loader = _LOADER(source.text)
    try:
        return _Composer(source, problems).root(_events(loader))
    except yaml.MarkedYAMLError as error:
        raise _syntax(source, error) from error
    except yaml.YAMLError as error:
        raise ProblemError(Problem(f"{source.path}:1:1", f"is no YAML: {error}")) from error
    finally:
        loader.dispose()


def _events(loader: yaml.SafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        yield loader.get_event()  # type: ignore[no-untyped-call]  # the stubs leave it untyped


def _begin(event: yaml.Event) -> yaml.Mark:
    return cast("yaml.Mark", event.start_mark)  # the stubs allow None for events made by hand


def _end(event: yaml.Event) -> int:
    return cast("yaml.Mark", event.end_mark).index


class _Composer:
    def __init__(self, source: SourceFile, problems: list[Problem]) -> None:
        self._source = source
        self._problems = problems
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0

    def root(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse(event)
                self._add(_scalar(event, event.value, event.style or ""))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse(event)
                self._stack.append(_Open(event))
                if len(self._stack) > _MAX_DEPTH:
                    raise self._source.problem(_begin(event).index, "is nested too deep for an answer bank")
            elif isinstance(event, yaml.CollectionEndEvent):
                self._add(self._close(self._stack.pop(), _end(event)))
            elif isinstance(event, yaml.AliasEvent):
                self._note(_begin(event), f"*{event.anchor}: aliases are not used in an answer bank; write the value out, or quote it")
                self._add(_scalar(event, "", "*"))
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise self._source.problem(_begin(event).index, "a second document begins here; keep one to a file")
        return self._root

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self._root = node

    def _close(self, opened: _Open, end: int) -> Node:
        mark = _begin(opened.event)
        place = (mark.index, end, mark.line + 1, mark.column + 1, bool(opened.event.flow_style))
        if isinstance(opened.event, yaml.SequenceStartEvent):
            return Sequence(tuple(opened.children), *place)
        return Mapping(tuple(self._pairs(opened.children)), *place)

    def _pairs(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._say(key, 'a key must be a word; put quotes around a text that begins with "[" or "{"')
            elif key.value == "<<" and not key.style:
                self._say(key, "merge keys (<<) are not used in an answer bank; write the values out")
            elif (first := seen.setdefault(key.value, key)) is not key:
                self._say(key, f"'{key.value}' stands twice in the same mapping, first on line {first.line}")
            else:
                yield key, value

    def _refuse(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._note(_begin(event), f"&{event.anchor}: anchors are not used in an answer bank; write the value out, or quote it")
        if getattr(event, "tag", None) is not None:
            self._note(_begin(event), "tags (words that begin with !) are not used in an answer bank; delete it, or quote the value")

    def _note(self, mark: yaml.Mark, what: str) -> None:
        self._problems.append(Problem(f"{self._source.path}:{mark.line + 1}:{mark.column + 1}", what))

    def _say(self, node: Node, what: str) -> None:
        self._problems.append(Problem(f"{self._source.path}:{node.line}:{node.column}", what))


def _scalar(event: yaml.NodeEvent, value: str, style: str) -> Scalar:
    mark = _begin(event)
    return Scalar(value, mark.index, _end(event), mark.line + 1, mark.column + 1, style)


def _syntax(source: SourceFile, error: yaml.MarkedYAMLError) -> ProblemError:
    said = error.problem or error.context or str(error)
    whole = f"{error.context or ''} {said}".strip()
    index = error.problem_mark.index if error.problem_mark else 0
    begun = error.context_mark.index if error.context_mark else index
    if source.text[index : index + 1] == "\t":
        return source.problem(index, "a tab stands here; YAML is indented with spaces")
    meanings = [meant for told in (said, whole) for pattern, meant in _EXPLAINED if pattern in told]
    what = meanings[0] if meanings else f"is no YAML: {whole}"
    last = max(0, len(source.text.rstrip()) - 1)
    if index > last:  # at the end of the file nothing is to be seen; where it began, there is
        return source.problem(min(begun, last), what)
    line = source.line_column(begun)[0]
    return source.problem(index, what if line == source.line_column(index)[0] else f"{what} (begun on line {line})")
