"""Topics: the facts that questionnaires ask about, as the catalogue that ships with the package knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A question that looks like a topic's and asks another fact; `topic` is the one it belongs to, or empty."""

    text: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One fact that questionnaires ask about.

    Attributes:
        id: Stable.
        title: What the user reads in a list or a decline.
        fact: The definition of the one fact asked.
        actor: Whose fact it is: vendor, staff, product, hosting, subprocessor, customer ...
        object: What it is about.
        kind: What kind of answer it takes: yes-no, text, list, number, period, frequency, date, place, contact, name, document, level.
        phrasings: Ways in which it is asked.
        near: Look-alikes that ask another fact.
        frameworks: Ids in known instruments.
        implies: Topics that a full answer to this one answers as well, with the same position.
        told_by: Details that the usual answer names; answered as well where it does.
        decoy: Vendors seldom store an answer; kept to be recognised and declined.
        section: The catalogue's section.
    """

    id: str
    title: str
    fact: str = ""
    actor: str = "vendor"
    object: str = ""
    kind: str = "text"
    phrasings: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()
    frameworks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    implies: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    decoy: bool = False
    section: str = ""
