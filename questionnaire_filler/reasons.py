"""The reasons of decisions in plain words: what each means, and what a person does about it.

One table for the report, the terminal and the generated reference, so that a reason reads the same wherever it is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from questionnaire_filler.model.decision import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """A reason in words.

    Attributes:
        label: Two to five words, for a table or a badge.
        means: One sentence: what was seen.
        todo: One sentence: what to do; empty where nothing is to be done.
    """

    label: str
    means: str
    todo: str = ""


REASONS: Mapping[Reason, Words] = MappingProxyType(
    {
        Reason.EXACT: Words("Same question", "The bank has this very question."),
        Reason.CONFIRMED: Words("Confirmed wording", "A person confirmed this wording as another phrasing of the bank's question."),
        Reason.INSTRUMENT: Words("Known instrument", "The form's own identifier and text belong to a questionnaire that the bank answers."),
        Reason.MATCHED: Words("Matched", "The question asks for the fact that an approved answer states."),
        Reason.FOLLOW_UP: Words("Follow-up", "It asks to explain the answer above and takes that answer's explanation."),
        Reason.ACCEPTED: Words("Accepted", "A person accepted a suggested answer."),
        Reason.EDITED: Words(
            "Edited", "A person wrote or changed the words for this form.", "Take them into the bank if they hold for other customers too."
        ),
        Reason.OCCUPIED: Words(
            "Answered before", "An answer stood in the form already and was left as it is.", "Give --overwrite to replace such answers."
        ),
        Reason.LEFT_BLANK: Words("Left blank", "A person decided to leave the question unanswered."),
        Reason.LOW_CONFIDENCE: Words(
            "Not sure enough",
            "An answer seems to fit, but less surely than is needed to fill itself in.",
            "Read question and answer, and accept the answer if it says what is asked.",
        ),
        Reason.NEAR_TIE: Words(
            "Two answers fit", "Two answers that state different facts fit about equally well.", "Choose the one that is asked for."
        ),
        Reason.POLARITY: Words(
            "Opposite question",
            "The question asks for the opposite of what the answer states, so that Yes may mean No.",
            "Check which way round the answer must be.",
        ),
        Reason.OTHER_ACTOR: Words(
            "About someone else",
            "The question is about somebody other than the answer is: a subcontractor, the customer, the staff.",
            "Accept only if the answer holds for them too.",
        ),
        Reason.OTHER_OBJECT: Words(
            "About something else",
            "The question is about another thing than the answer is.",
            "Accept only if the answer holds for it too.",
        ),
        Reason.OTHER_FACT: Words(
            "Asks another fact",
            "The words are alike, but another fact is asked for, such as how often instead of whether.",
            "Accept only if the answer states that fact.",
        ),
        Reason.OTHER_STANDARD: Words(
            "Another standard",
            "The question names a standard, law or certificate that the answer does not speak of.",
            "Accept only if the answer covers that standard.",
        ),
        Reason.NUMBER: Words(
            "Different number",
            "The question names a number, a period or a limit that the answer does not state.",
            "Compare the numbers before you accept.",
        ),
        Reason.QUANTIFIER: Words(
            "All or only some",
            "The question asks for all or every, and the answer is limited, or the other way round.",
            "Accept only if the answer holds for all that is asked.",
        ),
        Reason.DOCUMENT: Words(
            "Asks for a document",
            "The question asks for a document or a copy, and the answer only describes.",
            "Attach the document, or say how it is obtained.",
        ),
        Reason.NOT_FOR: Words(
            "Ruled out by the bank",
            "The bank says that the answer must not be used for questions like this one.",
            "Write an answer of its own, and add it to the bank.",
        ),
        Reason.SCOPE: Words(
            "Scope not settled",
            "The answer holds for certain products or deployments only.",
            "Say with --scope what the form is about.",
        ),
        Reason.STALE: Words(
            "Review overdue",
            "The answer's review cycle has run out.",
            "Have its owner review the entry and set its new date.",
        ),
        Reason.EXPIRED: Words("Expired", "The answer held until a day that has passed.", "Renew the entry in the bank."),
        Reason.UNAPPROVED: Words(
            "Not approved", "The entry is a draft, and only approved answers fill themselves in.", "Approve the entry in the bank."
        ),
        Reason.DISCLOSURE: Words(
            "Not for this customer",
            "The answer may not be told to this customer.",
            "Give --disclosure nda if there is an agreement; internal answers never leave.",
        ),
        Reason.PARTIAL: Words(
            "Answered in part",
            "The question asks several things, and the bank answers only some of them.",
            "Complete the answer, or add the missing fact to the bank.",
        ),
        Reason.VOCABULARY: Words(
            "No fitting choice",
            "The form takes none of the words that the answer has: no such choice, or too little room.",
            "Choose by hand; a short answer in the bank helps where there is little room.",
        ),
        Reason.LOCKED: Words(
            "Place is locked",
            "The form protects the place of the answer.",
            "Give --force-locked to write there all the same, or ask for an unlocked form.",
        ),
        Reason.NO_PLACE: Words(
            "No place",
            "No place for the answer was found, or the place could not be written.",
            "Tell with --map where answers go, or answer by hand.",
        ),
        Reason.PARENT: Words(
            "Depends on the answer above",
            "It follows up the question above, whose answer is not settled, has no explanation or makes it pointless.",
            "Settle the question above first.",
        ),
        Reason.DECLINED: Words(
            "Not in the bank",
            "The question asks for a known fact that the bank does not state.",
            "Write an entry for it if you are asked more often.",
        ),
        Reason.NO_MATCH: Words("Nothing fits", "Nothing in the bank is like this question.", "Answer it by hand, and add an entry."),
    }
)
