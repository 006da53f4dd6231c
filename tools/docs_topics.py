"""The page of the catalogue's topics: what the program recognises, fact by fact."""

from collections.abc import Sequence
from itertools import groupby

from docs_tables import anchor, table

from questionnaire_filler.model import Topic

_HEAD = """# Topics

<!-- Written by tools/make_docs.py from questionnaire_filler/catalogue/data. Do not edit. -->

The facts that the catalogue knows: {topics} topics and {decoys} decoys, with {phrasings} phrasings and {near} near misses.

An entry of the bank may name its topic (`topic: enc-rest`). A *decoy* is a fact that vendors seldom keep an answer to; it is there to be
recognised, so that a question about it is not answered with something else. [How the catalogue is made](catalogue.md).
"""


def topics_page(topics: Sequence[Topic]) -> str:
    """Return the page: a table for each section, in the order of the files."""
    sections = [(section, list(group)) for section, group in groupby(topics, key=lambda topic: topic.section)]
    decoys = sum(topic.decoy for topic in topics)
    head = _HEAD.format(
        topics=f"{len(topics) - decoys:,}",
        decoys=f"{decoys:,}",
        phrasings=f"{sum(len(topic.phrasings) for topic in topics):,}",
        near=f"{sum(len(topic.near) for topic in topics):,}",
    )
    contents = "\n".join(f"- [{section}](#{anchor(section)})" for section, _ in sections)
    return "\n".join([head, contents, *(_section(section, group) for section, group in sections)]) + "\n"


def _section(section: str, topics: Sequence[Topic]) -> str:
    rows = [(f"`{topic.id}`", f"{topic.title}{' *(decoy)*' if topic.decoy else ''}", topic.fact) for topic in topics]
    return f"\n## {section}\n\n{table(('id', 'topic', 'the one fact that is asked'), rows)}"
