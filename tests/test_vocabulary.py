"""Positions and the words in which forms offer them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.model import Position
from questionnaire_filler.vocabulary import (
    asks_for_position,
    choice_for,
    choices_in,
    leading_position,
    offers_positions,
    offers_yes_and_no,
    position_in,
    position_of,
    without_position,
)

YES, NO, PARTIAL, NA = Position.YES, Position.NO, Position.PARTIAL, Position.NA

#: What forms in eight languages offer; None where the list has no word for the position.
LISTS = {
    "English": (("Yes", "No", "Partially", "N/A"), "Yes", "No", "Partially", "N/A"),
    "English, compliance": (
        ("Compliant", "Partially compliant", "Non-compliant", "Not applicable"),
        "Compliant",
        "Non-compliant",
        "Partially compliant",
        "Not applicable",
    ),
    "English, implementation": (
        ("Fully implemented", "Partially implemented", "Planned", "Not implemented"),
        "Fully implemented",
        "Not implemented",
        "Partially implemented",
        None,
    ),
    "English, with more behind it": (("Yes - describe", "No: explain", "N/A"), "Yes - describe", "No: explain", None, "N/A"),
    "English, letters": (("Y", "N", "NA"), "Y", "N", None, "NA"),
    "German": (("Ja", "Nein", "Teilweise", "Nicht anwendbar"), "Ja", "Nein", "Teilweise", "Nicht anwendbar"),
    "German, met": (
        ("erfüllt", "teilweise erfüllt", "nicht erfüllt", "entfällt"),
        "erfüllt",
        "nicht erfüllt",
        "teilweise erfüllt",
        "entfällt",
    ),
    "French": (("Oui", "Non", "Partiellement", "Sans objet"), "Oui", "Non", "Partiellement", "Sans objet"),
    "Spanish": (("Sí", "No", "Parcialmente", "No aplica"), "Sí", "No", "Parcialmente", "No aplica"),
    "Portuguese": (("Sim", "Não", "Parcialmente", "Não se aplica"), "Sim", "Não", "Parcialmente", "Não se aplica"),
    "Italian": (("Sì", "No", "Parzialmente", "Non applicabile"), "Sì", "No", "Parzialmente", "Non applicabile"),
    "Dutch": (("Ja", "Nee", "Gedeeltelijk", "N.v.t."), "Ja", "Nee", "Gedeeltelijk", "N.v.t."),
    "Japanese": (("はい", "いいえ", "一部対応", "該当なし"), "はい", "いいえ", "一部対応", "該当なし"),
}


@pytest.mark.parametrize(("choices", "yes", "no", "partial", "na"), LISTS.values(), ids=LISTS.keys())
def test_positions_onto_choices(choices, yes, no, partial, na):
    for shown in (choices, choices[::-1], ("", *choices), tuple(choice.upper() for choice in choices)):
        same = {choice.casefold(): choice for choice in shown}
        for position, word in ((YES, yes), (NO, no), (PARTIAL, partial), (NA, na)):
            assert choice_for(position, shown) == (None if word is None else same[word.casefold()])


@pytest.mark.parametrize(
    "choices",
    [
        ("0", "1", "2", "3", "4", "5"),
        ("Low", "Medium", "High"),
        ("Planned", "In progress"),
        ("Yes, for some", "Yes, for all"),
        ("Yes / No",),
        ("Select...", ""),
        ("Yes", "Compliant"),
        (),
    ],
)
def test_what_is_in_doubt_is_no_position(choices):
    assert choice_for(YES, choices) is None
    assert choice_for(PARTIAL, choices) is None


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(list(Position)),
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from([word for choices, *_ in LISTS.values() for word in choices])), max_size=6),
)
def test_a_choice_is_always_one_of_the_list(position, choices):
    found = choice_for(position, choices)
    assert found is None or found in choices
    if found is not None:
        assert position in {position_of(found), leading_position(found)}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Yes. We do.", YES),
        ("No - see below", NO),
        ("N/A (no servers)", NA),
        ("Partially, for staff", PARTIAL),
        ("Ja, mit AES", YES),
        ("Yes", YES),
        ("Not yet", None),
        ("No customer data leaves the EU.", None),
        ("Nominal", None),
        ("Yesterday, we did", None),
        ("", None),
    ],
)
def test_the_position_that_a_text_begins_with(text, position):
    assert leading_position(text) is position


@pytest.mark.parametrize(
    ("label", "yes", "no", "na"),
    [
        ("Yes/No", "Yes", "No", None),
        ("Response (Y/N/NA)", "Y", "N", "NA"),
        ("Compliance [Yes / No / N/A]", "Yes", "No", "N/A"),
        ("Oui / Non", "Oui", "Non", None),
        ("Vendor response: Compliant | Non-compliant", "Compliant", "Non-compliant", None),
    ],
)
def test_words_that_a_header_offers(label, yes, no, na):
    assert asks_for_position(label)
    assert (position_in(label, YES), position_in(label, NO), position_in(label, NA)) == (yes, no, na)


@pytest.mark.parametrize("label", ["Response", "Answer", "Yes", "", "Notes/Comments", "No."])
def test_headers_that_offer_nothing(label):
    assert not asks_for_position(label)
    assert position_in(label, YES) is None


def test_lists_that_offer_positions():
    assert offers_positions(("Oui", "Non", "Prévu"))
    assert not offers_positions(("Yes", "Planned"))


def test_lists_of_plain_yes_and_no():
    assert offers_yes_and_no(("Oui", "Non", "Conforme"))
    assert not offers_yes_and_no(("Compliant", "Not compliant"))
    assert not offers_yes_and_no(("Yes", "Planned"))


@pytest.mark.parametrize(
    ("label", "choices"),
    [
        ("Yes/No", ("Yes", "No")),
        ("Y/N", ("Y", "N")),
        ("Yes / No / N.A.", ("Yes", "No", "N.A.")),
        ("Yes/No/N/A", ("Yes", "No", "N/A")),
        ("Response (Y / N / NA)", ("Y", "N", "NA")),
        ("Answer Yes/No", ("Yes", "No")),
        ("Yes/No answer?", ("Yes", "No")),
        ("Compliance [Yes | No | Partially]", ("Yes", "No", "Partially")),
        ("Vendor response: Compliant / Non-compliant", ("Compliant", "Non-compliant")),
        ("Ja / Nein / Teilweise", ("Ja", "Nein", "Teilweise")),
        ("Yes/No (explain in comments)", ("Yes", "No")),
        ("Yes/No/Comments", ()),
        ("Yes/No/Planned", ()),
        ("Yes/No, with details", ()),
        ("Yes/No please explain", ()),
        ("Answer", ()),
        ("N/A", ()),
        ("", ()),
    ],
)
def test_choices_that_a_header_states(label, choices):
    assert choices_in(label) == choices


@pytest.mark.parametrize(
    ("text", "position", "rest"),
    [
        ("No. We do not offer one.", NO, "We do not offer one."),
        ("No, we do not.", NO, "We do not."),
        ("Yes, iOS and Android.", YES, "iOS and Android."),
        ("Yes - with TLS", YES, "With TLS"),
        ("Partially. SAML only.", PARTIAL, "SAML only."),
        ("Not applicable: the customer does it.", NA, "The customer does it."),
        ("N/A. We host nothing.", NA, "We host nothing."),
        ("N.A., we host nothing.", NA, "We host nothing."),
        ("Nein, wir bieten keines an.", NO, "Wir bieten keines an."),
        ("Teilweise. Nur SAML.", PARTIAL, "Nur SAML."),
        ("Oui, avec TLS.", YES, "Avec TLS."),
        ("Non. Aucun.", NO, "Aucun."),
        ("Sí, con TLS.", YES, "Con TLS."),
        ("Sì. Con TLS.", YES, "Con TLS."),
        ("Não, nenhum.", NO, "Nenhum."),
        ("Nee, nog niet.", NO, "Nog niet."),
        ("はい、対応しています。", YES, "対応しています。"),
        ("Yes. First.\nSecond.", YES, "First.\nSecond."),
        ("No. We do not.", YES, "No. We do not."),
        ("No. 1 of all concerns is safety.", NO, "No. 1 of all concerns is safety."),
        ("No-code tools only.", NO, "No-code tools only."),
        ("Not yet. We are at it.", NO, "Not yet. We are at it."),
        ("Yes (see below)", YES, "Yes (see below)"),
        ("No.", NO, "No."),
        ("No data leaves the EU.", NO, "No data leaves the EU."),
    ],
)
def test_what_a_text_says_behind_its_position(text, position, rest):
    assert without_position(text, position) == rest
