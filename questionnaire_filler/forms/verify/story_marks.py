"""Inside a place that differs: only text may have come and gone; the markup around it and the look of what stayed must be as they were."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from questionnaire_filler.forms.verify.controls import fonts_of_boxes, legacy_form, of_the_answer, properties_form
from questionnaire_filler.forms.verify.story_text import visible_text
from questionnaire_filler.forms.verify.xml_parts import canonical, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
#: Marks that a program sets while it works, which say nothing.
_SOFT = frozenset({"proofErr", "lastRenderedPageBreak"})
_CONTAINERS = frozenset(
    {"p", "tc", "sdt", "sdtContent", "hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "bdo", "dir", "txbxContent"}
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Beyond this many steps texts are not aligned: the whole stretch counts as rewritten.
_MAX_STEPS = 4_000_000
_LABEL = 4


class _Atom(NamedTuple):
    """One character with its look, or one piece of markup."""

    kind: str
    text: str
    look: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The looks that an answer may have: those around it."""

    properties: frozenset[bytes]
    paragraphs: frozenset[bytes]


def markup_change(old: etree._Element, new: etree._Element, around: etree._Element) -> str:
    """Return in words what changed in a place besides its text; empty when nothing did.

    Args:
        old: The place, text boxes and nested tables left out.
        new: The same in the newer version.
        around: The older place where it stands, or the outermost control around it: an answer takes its look from there.
    """
    before, after = list(_atoms(old)), list(_atoms(new))
    head = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    looks = _looks(around)
    for gone, come in _stretches(before, after):
        if problem := _wrong(gone, come, looks):
            return problem
    return ""


def _stretches(before: list[_Atom], after: list[_Atom]) -> Iterator[tuple[list[_Atom], list[_Atom]]]:
    if len(before) * len(after) > _MAX_STEPS:
        yield before, after
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield before[i1:i2], after[j1:j2]


def _wrong(gone: list[_Atom], come: list[_Atom], looks: _Looks) -> str:
    """Say what is wrong with a stretch that became another one."""
    was, now = (" ".join("".join(one.text for one in atoms if one.kind == "text").split()) for atoms in (gone, come))
    if was and (was == now or (was.endswith(":") and len(was) >= _LABEL and now.startswith(was))):
        return f"the formatting of “{was[:40]}” changed"
    symbols = any(one.kind == "sym" for one in come)
    for atom in gone:
        if atom.kind not in ("text", "soft", "placeholder") and not (atom.kind == "sym" and symbols):
            return f"markup is missing ({atom.kind})"
    for atom in come:
        if atom.kind == "text" and not looks.properties.issuperset(atom.look):
            return "text has a formatting that nothing around it has"
        if atom.kind == "pPr" and not looks.paragraphs.issuperset(atom.look):
            return "a paragraph has a format that nothing around it has"
        if atom.kind not in ("text", "soft", "p", "/p", "pPr", "separate", "sym"):
            return f"markup was added ({atom.kind})"
    return ""


def _atoms(node: etree._Element) -> Iterator[_Atom]:
    name = local(node)
    if name == "r":
        yield from _run_atoms(node)
    elif name in _SOFT:
        yield _Atom("soft", "")
    elif name == "pPr":
        yield _Atom("pPr", canonical(node).decode(errors="replace"), tuple(canonical(child) for child in node))
    elif name == "sdtPr":
        control = node.getparent()
        shown = visible_text(control) if control is not None else ""
        yield _Atom("control", properties_form(node, shown).decode(errors="replace"))
        yield from (_Atom("placeholder", one.decode(errors="replace")) for one in of_the_answer(node))
    elif name in _CONTAINERS:
        yield _Atom(name, str(sorted(map(str, node.attrib.items()))) + (node.text or "").strip())
        for child in node:
            yield from _atoms(child)
            if (child.tail or "").strip():
                yield _Atom("loose text", child.tail or "")
        yield _Atom(f"/{name}", "")
    else:
        yield _Atom(name or "comment", canonical(node).decode(errors="replace"))


def _run_atoms(run: etree._Element) -> Iterator[_Atom]:
    look = [canonical(child) for one in run if local(one) == "rPr" for child in one]
    look += [f"{key!s}={value!s}".encode() for key, value in run.attrib.items()]
    kept = tuple(look)
    if (run.text or "").strip() or any((one.tail or "").strip() for one in run):
        yield _Atom("loose text", "")
    for child in run:
        name = local(child)
        if name == "rPr":
            continue
        if name == "t" and not len(child) and child.attrib.items() in ([], [(_SPACE, "preserve")]):
            yield from (_Atom("text", letter, kept) for letter in child.text or "")
        elif name in _BREAKS and not child.attrib and not len(child):
            yield _Atom("text", _BREAKS[name], kept)
        elif name in _SOFT:
            yield _Atom("soft", "")
        elif name == "sym":
            yield _Atom("sym", canonical(child).decode(errors="replace")) if _is_symbol(child) else _Atom("symbol", "")
        elif name == "fldChar":
            form = legacy_form(child)
            yield _Atom("separate" if _is_separate(child) else "field", form.decode(errors="replace"), kept)
        else:
            yield _Atom(name or "comment", canonical(child).decode(errors="replace"), kept)


def _is_symbol(sym: etree._Element) -> bool:
    return {str(key).rpartition("}")[2] for key in sym.attrib} == {"font", "char"} and not len(sym)


def _is_separate(sign: etree._Element) -> bool:
    return [(str(key).rpartition("}")[2], value) for key, value in sign.attrib.items()] == [("fldCharType", "separate")] and not len(sign)


def _looks(around: etree._Element) -> _Looks:
    runs: set[bytes] = set()
    paragraphs: set[bytes] = set()
    for one in around.iter("*"):
        if local(one) == "rPr":
            runs |= {canonical(child) for child in one}
        elif local(one) == "r":
            runs |= {f"{key!s}={value!s}".encode() for key, value in one.attrib.items()}
        elif local(one) == "pPr":
            paragraphs |= {canonical(child) for child in one}
    prefix = f"{around.prefix}:" if around.prefix else ""
    space = str(around.tag)[1:].partition("}")[0]
    declared = f'xmlns{":" if prefix else ""}{prefix[:-1]}="{space}"'
    for name in ("b", "bCs"):
        # An answer beside a bold label, or in a bold style, is not bold.
        runs.add(f'<{prefix}{name} {declared} {prefix or "w:"}val="0"></{prefix}{name}>'.encode())
    return _Looks(frozenset(runs | fonts_of_boxes(around)), frozenset(paragraphs))
