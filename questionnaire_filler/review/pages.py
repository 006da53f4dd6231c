"""The other pages of a review: help, explanation, lists to pick from, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from questionnaire_filler.draft.decide import said_confidence, said_threshold
from questionnaire_filler.review.screen import block, body, line, tags
from questionnaire_filler.text import printable, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.review.options import Option
    from questionnaire_filler.review.screen import Paper
    from questionnaire_filler.review.session import Session

#: Key, what the foot of the screen calls it (empty: only the help names it), what the help says.
KEYS = (
    ("Enter", "accept", "accept what is selected (also a); what a gate holds back asks for it twice"),
    ("1-9", "pick", "select another candidate; Enter accepts it"),
    ("e", "edit", "write the answer in $VISUAL or $EDITOR, or here when neither is set"),
    ("s", "search", "search the bank"),
    ("b", "blank", "leave the question blank"),
    ("d", "later", "leave it for another time (also Space)"),
    ("u", "undo", "take back the last decision, as often as you like"),
    ("p", "position", "change the position: yes, no, partial, n/a, as the form takes them"),
    ("c", "choice", "pick one of the form's own choices"),
    ("v", "view", "show everything about this question, in full"),
    ("x", "explain", "say why the candidates were found: features, guards, gates"),
    ("j k", "", "next and previous question, without deciding (also the arrows)"),
    ("o", "open", "take in the questions for which nothing was found, or leave them out"),
    ("?", "help", "this page"),
    ("q", "quit", "keep what is decided, write the form and quit"),
    ("Ctrl-C", "", "keep what is decided and quit, without writing the form"),
)


def foot(width: int) -> Text:
    """Return as many keys as fit into one line, help and quit always among them."""
    text = Text(no_wrap=True)
    last = [("?", "help"), ("q", "quit")]
    reserved = sum(len(key) + len(name) + 3 for key, name in last)
    shown = [(key, name) for key, name, _ in KEYS if name and (key, name) not in last]
    for key, name in shown:
        if text.cell_len + len(key) + len(name) + 3 + reserved > width + 2:
            break
        text.append(key, style="bold").append(f" {name}  ")
    for key, name in last:
        text.append(key, style="bold").append(f" {name}  ")
    text.rstrip()
    text.truncate(width)
    return text


def help_lines(paper: Paper) -> list[Text]:
    """Return what every key does."""
    return [row for key, _, about in KEYS for row in block(paper, about, 4, "", f"  {key:<7} ")]


def whole(session: Session, paper: Paper) -> list[Text]:
    """Return everything about the question at hand, uncut."""
    question = session.question
    return [*block(paper, " > ".join(question.section), 99, "cyan"), *body(session, paper)]


def explained(session: Session, paper: Paper) -> list[Text]:
    """Return why the question was decided as it was, with the evidence of every candidate: as `fill explain` says it."""
    question, decision = session.question, session.decision
    proposal = session.draft.proposals.get(question.id)
    why = f": {decision.why}" if decision.why else ""
    verdict = f"{decision.state}, {decision.reason}{why} (threshold {said_threshold(session.draft.threshold)})"
    lines = [*block(paper, question.text, 99, "bold"), *block(paper, verdict, 9, "yellow"), Text("")]
    for part in proposal.parts if proposal else ():
        best = part.candidates[0].entry if part.candidates else "nothing"
        lines += block(paper, f"{squeeze(part.text)} → {best}", 4, "", "  part: ")
    for option in session.options:
        lines += block(paper, ", ".join(option.ids), 2, "bold", f"  {said_confidence(option.confidence)}  ")
        for guard in option.guards:
            lines += block(paper, f"guard {guard.reason}: {guard.why} (at most {guard.cap:.2f})", 4, "yellow", "         ")
        for gate in option.gates:
            lines += block(paper, f"gate {gate.reason}: {gate.why}", 4, "red", "         ")
        lines += [Text(f"         {name:<24} {value:.3f}", no_wrap=True) for name, value in option.features]
    for declined in proposal.declined if proposal else ():
        lines += block(paper, f"{declined.topic}: {declined.why}", 4, "dim", "  declined ")
    return lines


def found(options: Sequence[Option], paper: Paper) -> list[Text]:
    """Return what a search found, numbered."""
    lines: list[Text] = []
    for number, option in enumerate(options, 1):
        entry = option.entries[0]
        lines.append(line(paper.width, f"  {number}  {squeeze(entry.question)}", tags(option), "bold"))
        lines += block(paper, squeeze(entry.answer) or str(entry.position or ""), 1, "dim", "     ")
    return lines


def numbered(choices: Sequence[str], paper: Paper, why: str) -> list[Text]:
    """Return the form's choices, numbered, and why one of them must be picked."""
    lines = block(paper, why, 3, "yellow") if why else []
    for number, choice in enumerate(choices, 1):
        lines += block(paper, squeeze(printable(choice)), 2, "", f"  {number:>2}  ")
    return lines


def end(session: Session, width: int) -> list[Text]:
    """Return what was done and what is left."""
    summary = session.draft.summary()
    decided, left = session.outcome().decided, session.left
    lines = [
        line(width, "The end of the list" if left else "Everything here is decided", session.draft.form.path.name, "bold cyan"),
        Text("─" * width, style="dim"),
        Text(f"  {decided} decided in this session", no_wrap=True),
        Text(f"  {summary.filled} of {summary.questions} questions will be filled in", no_wrap=True),
    ]
    if left:
        lines.append(line(width, f"  {left} left for later: k goes back to them", style="yellow"))
    if session.not_wanted:
        lines.append(line(width, f"  {session.not_wanted} open, nothing was found for them: o goes through them", style="yellow"))
    return [
        *lines,
        Text(""),
        line(width, "Enter writes the form   u undo   k back" + ("   o open questions" if session.not_wanted else "")),
    ]
