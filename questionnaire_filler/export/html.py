"""HTML pages that carry everything in themselves: no script, no address fetched, every text escaped by construction."""

from __future__ import annotations

import html
from importlib import resources
from typing import TYPE_CHECKING

from questionnaire_filler.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Nothing is fetched and nothing runs: whatever a form says, the page only shows it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_VOID = frozenset({"br", "col", "meta"})


class Html(str):
    """Markup that is ready to stand in a page; a plain `str` is text and is escaped when it is put into an element."""

    __slots__ = ()


def text(value: str) -> Html:
    """Return a text as markup: escaped, without control, bidirectional and invisible characters."""
    return Html(html.escape(printable(value), quote=True))


def el(tag: str, *children: str, **attributes: str) -> Html:
    """Return an element.

    Args:
        tag: Its name.
        children: Markup as it is, or text, which is escaped.
        attributes: By name; a trailing underscore is dropped (`class_`), other underscores become hyphens; empty values are left out.
    """
    given = "".join(f' {name.rstrip("_").replace("_", "-")}="{text(value)}"' for name, value in attributes.items() if value)
    return Html(f"<{tag}{given}>" if tag in _VOID else f"<{tag}{given}>{join(children)}</{tag}>")


def join(children: Iterable[str]) -> Html:
    """Return markup and texts one after the other, texts escaped."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children))


def link(url: str, label: str) -> Html:
    """Return a link where the address is one that a browser may follow from here (http, https), else the label alone."""
    if url.startswith(("https://", "http://")):
        return el("a", label, href=url, rel="noreferrer noopener")
    return text(label)


def table(heads: Iterable[str | tuple[str, str]], rows: Iterable[Html], *, caption: str = "", class_: str = "") -> Html:
    """Return a table whose column headers are marked as such.

    Args:
        heads: The headers' texts, or pairs of text and class.
        rows: Ready `tr` elements.
        caption: What the table is, for those who cannot see what it stands under.
        class_: A class for the table.
    """
    named = [(head, "") if isinstance(head, str) else head for head in heads]
    top = el("thead", el("tr", *(el("th", head, scope="col", class_=name) for head, name in named)))
    about = el("caption", caption) if caption else Html()
    return el("table", about, top, el("tbody", *rows), class_=class_)


def page(title: str, body: Html, style: str) -> str:
    """Return a whole page.

    Args:
        title: For the window and the print header.
        body: What stands in it.
        style: Name of a style sheet of this package; put into the page.
    """
    sheets = "\n".join(resources.files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("page.css", style))
    head = join(
        (
            Html('<meta charset="utf-8">\n'),
            el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="referrer", content="no-referrer"),
            el("meta", name="color-scheme", content="light dark"),
            el("title", title),
            el("style", Html(sheets)),
        )
    )
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
