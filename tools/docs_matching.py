"""The tables of the reference that matching gives: reasons, guards, gates, features."""

from pathlib import Path

from docs_tables import table

from questionnaire_filler.linking import judges
from questionnaire_filler.matching.guards import CAPS
from questionnaire_filler.model import Reason
from questionnaire_filler.reasons import REASONS

#: What keeps a matched answer back because of the bank's own rules; `gates.py` makes them in this order.
_GATES = (Reason.UNAPPROVED, Reason.DISCLOSURE, Reason.EXPIRED, Reason.STALE, Reason.SCOPE)

_FEATURES = {
    "head": "Log-probability, by the catalogue's trained head, that the entry's topics are asked for.",
    "nearest-text": "Likeness to the nearest text that stands for the entry: a phrasing of its topics, or one of its own questions.",
    "nearest-three": "Mean likeness to the three nearest phrasings.",
    "own-question": "Likeness to the nearest of the entry's own question and alternates.",
    "before-rival": "How far the entry is before the best entry on another fact.",
    "before-unanswered": "How far the entry is before the best topic that the bank does not answer.",
    "unanswered-share": "Probability that the question asks for a topic that the bank does not answer.",
    "topic-share": "Probability that the question asks for one of the topics that the entry answers.",
    "near-miss": "How much nearer the question is to a near miss of the topic than to the topic itself.",
    "uncovered-share": "Share of the question's meaning words, by weight, that nothing known about the entry covers.",
    "uncovered-word": "Weight of the heaviest of these words.",
    "uncovered-own": "The same share, where only the entry's own questions and answer count as known.",
    "kind-known": "1 when what is asked for (whether, how often, who ...) is asked for by a text that stands for the entry.",
    "length": "Number of meaning words, as a logarithm.",
    "short": "1 when there is at most one such word.",
    "no-topic": "1 when the entry was found by its own question only, not through a topic.",
    "meaning-own": "Sentence model: likeness to the nearest of the entry's own question and alternates.",
    "meaning-before-rival": "Sentence model: how far that likeness is before that of the best entry on another fact.",
    "meaning-head": "Sentence model: log-probability, by the head trained on its vectors, that the entry's topics are asked for.",
}


def reasons_table() -> str:
    """Return the table of reasons, in the order of the code: filled, kept, review, open."""
    rows = [(f"`{reason}`", words.label, words.means, words.todo) for reason, words in REASONS.items()]
    text = "Every question has one: `reason` in JSON, in the terminal and in the report."
    return f"## Reasons\n\n{text}\n\n{table(('reason', 'in the report', 'meaning', 'what to do'), rows)}\n"


def guards_table() -> str:
    """Return the table of guards with what each leaves."""
    rows = [(f"`{reason}`", REASONS[reason].means, f"{cap:.2f}") for reason, cap in CAPS.items()]
    text = (
        "A guard is a rule about meaning. A candidate that runs into one stays in the list, and its confidence is capped below the\n"
        "threshold, so that it cannot fill itself in."
    )
    return f"## Guards\n\n{text}\n\n{table(('guard', 'what it sees', 'highest confidence left'), rows)}\n"


def gates_table() -> str:
    """Return the table of the bank's gates."""
    rows = [(f"`{reason}`", REASONS[reason].means, REASONS[reason].todo) for reason in _GATES]
    text = "A gate is a rule of the bank. It applies to every match, also to an exact one. A shut gate sends the question to review."
    return f"## Gates\n\n{text}\n\n{table(('gate', 'shut when', 'what opens it'), rows)}\n"


def features_table() -> str:
    """Return the table of the judge's features with the shipped weights.

    Raises:
        ValueError: A feature is not explained here.
    """
    found = judges()
    names = list(dict.fromkeys(name for judge in found.values() for name in judge.weights))
    if missing := [name for name in names if name not in _FEATURES]:
        raise ValueError(f"features without a line in {Path(__file__).name}: {', '.join(missing)}")
    rows = [(f"`{name}`", _FEATURES[name], *(_weight(judge.weights.get(name)) for judge in found.values())) for name in names]
    told = {name: f"`{name}`" for name in found} | {
        "catalogue": "with the catalogue",
        "words": "with `--no-catalogue`",
        "semantic-catalogue": "with a sentence model",
        "semantic-words": "with a sentence model and `--no-catalogue`",
    }
    limits = [
        (told[name], f"{judge.threshold:.3f}", f"{judge.unusual_below:.3f}", f"{judge.unusual_threshold:.3f}")
        for name, judge in found.items()
    ]
    text = (
        "The judge adds these numbers up, each times its weight, and turns the sum into a confidence with the logistic function.\n"
        "`fill explain` prints them for every candidate."
    )
    weights = table(("feature", "what it says", *(told[name] for name in found)), rows)
    thresholds = table(("", "threshold", "a form is unusual below a median likeness of", "threshold for unusual forms"), limits)
    return f"## Features\n\n{text}\n\n{weights}\n\n{thresholds}\n"


def _weight(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
