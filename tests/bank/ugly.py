"""Banks as people write them: hypothesis strategies for files with every quoting, layout, comment and line end, and what they say."""

from __future__ import annotations

import json
import re

from hypothesis import strategies as st

SIGNS = (
    "Do you encrypt data?",
    "Is it: so?",
    "# no comment",
    "- dash",
    "yes",
    "2026-01-01",
    'it\'s "quoted"',
    "a, b [c] {d}",
    "100% & more *",
    "Größe? データ 😀",
    "back\\slash",
    "ends with colon:",
    "x #y",
    "& anchor",
    "! tag",
    "null",
    "~",
    "very " * 30 + "long?",
    "?",
    "a\u00a0b",
)
ANY = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs", "Cn")), min_size=1, max_size=25)
TEXTS = st.one_of(st.sampled_from(SIGNS), ANY).map(lambda text: " ".join(text.split())).filter(bool)
COMMENTS = st.sampled_from(["", "", "", "  # why", " # yes: 'no", "   # \u00e9 # x"])
BETWEEN = st.lists(st.sampled_from(["", "# note", "# far: [in", "  "]), max_size=2)


def plain_ok(text, *, flow):
    return (
        re.fullmatch(r"[A-Za-z][\w %\u00c0-\u00ff]*\??", text)
        and text == text.strip()
        and not (flow and "?" in text)
        and text.casefold() != "null"
    )


@st.composite
def scalars(draw, text, indent, *, flow=False):
    """One text in any style that can hold it; in block context also folded, literal and over several lines."""
    styles = ["double"] + ["single"] * ("\n" not in text) + ["plain"] * bool(plain_ok(text, flow=flow))
    if not flow and text[0] not in " \t":
        styles += ["literal", "folded", "split"]
    style = draw(st.sampled_from(styles))
    deeper = "\n" + " " * (indent + draw(st.integers(1, 4)))
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "plain":
        return text
    if style in {"literal", "folded"}:
        return ("|" if style == "literal" else ">") + draw(st.sampled_from(["", "-", "+", " # head"])) + deeper + text
    if style == "split" and plain_ok(text, flow=False):
        return text.replace(" ", deeper, 1)
    return json.dumps(text, ensure_ascii=False)


@st.composite
def lists(draw, texts, indent):
    """A list of texts below a key at `indent`: block, flow, flow over several lines, or the one text alone."""
    style = draw(st.sampled_from(["block", "flow", "lines"] + ["one"] * (len(texts) == 1)))
    comment = draw(COMMENTS)
    if style == "one":
        text = draw(scalars(texts[0], indent))
        return f" {text}" if "\n" in text else f" {text}{comment}"
    if style == "flow":
        return f" [{', '.join(draw(scalars(text, indent, flow=True)) for text in texts)}{draw(st.sampled_from(['', ' ', ',']))}]{comment}"
    pad = "\n" + " " * (indent + draw(st.integers(0, 3)))
    if style == "block":
        items = [f"{pad}-{' ' * draw(st.integers(1, 3))}{draw(scalars(text, indent + 3))}" for text in texts]
        return comment + "".join(items)
    pad = pad + "  "
    items = [
        pad + draw(scalars(text, indent, flow=True)) + ("," if at < len(texts) - 1 else draw(st.sampled_from(["", ","])))
        for at, text in enumerate(texts)
    ]
    return " [" + comment + "".join(item + draw(COMMENTS) for item in items) + "\n" + " " * (indent + 1) + "]"


@st.composite
def entries(draw, name, indent):
    """One entry as an item of a block list whose hyphen stands at `indent`, in block or flow style."""
    keys = [("id", name), ("question", draw(TEXTS)), ("answer", draw(TEXTS))]
    keys += draw(
        st.lists(st.sampled_from([("status", "draft"), ("reviewed", "2026-01-01"), ("topic", "top"), ("note", "a note")]), unique=True)
    )
    wanted = dict(keys)
    for field in ("alternates", "not_for"):
        if draw(st.booleans()):
            wanted[field] = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    order = draw(st.permutations(list(wanted)))
    if draw(st.integers(0, 4)) == 0:
        return (
            " " * indent
            + "- {"
            + ", ".join([f"{key}: {draw(flow(wanted[key]))}" for key in order])
            + draw(st.sampled_from(["}", ",}", " }  # end"]))
        )
    dash = "-" + " " * draw(st.integers(1, 3))
    inner = indent + len(dash)
    lines = []
    for key in order:
        value = wanted[key]
        shown = draw(st.sampled_from([key, key, f'"{key}"']))
        if isinstance(value, list):
            lines.append(f"{shown}:{draw(lists(value, inner))}")
        else:
            text = draw(scalars(value, inner))
            lines.append(f"{shown}:{' ' * draw(st.integers(1, 2))}{text}" + ("" if "\n" in text else draw(COMMENTS)))
    return " " * indent + dash + ("\n" + " " * inner).join(lines)


@st.composite
def flow(draw, value):
    """A value inside braces."""
    if isinstance(value, list):
        return "[" + ", ".join(draw(scalars(text, 0, flow=True)) for text in value) + "]"
    return draw(scalars(value, 0, flow=True))


@st.composite
def files(draw):
    """A file of one to three entries `e0`, `e1` ..., as bytes."""
    indent = draw(st.sampled_from([0, 2, 3]))
    offered = [draw(entries(f"e{number}", indent)) for number in range(draw(st.integers(1, 3)))]
    lines = ["schema: 1", *draw(st.sampled_from([[], ["# about", "owner: me"], ["reviewed: 2025-05-05"]])), "answers:" + draw(COMMENTS)]
    for entry in offered:
        lines += [*draw(BETWEEN), entry]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n", "\n# the end\n"]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()
