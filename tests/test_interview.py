"""The interview: what is asked in which order, what the keys do, and that nothing asked for is lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.interview import KEYS, begin, conduct, entry_for, file_for, keys_for, question_of
from questionnaire_filler.model import Position, Status, Topic

DAY = date(2026, 11, 23)


def topic(name: str, section: str = "Access and keys", kind: str = "yes-no", asked: int = 0, **more) -> Topic:
    frameworks = {"CAIQ-4": tuple(f"X-{number}" for number in range(asked))}
    return Topic(name, name.title(), kind=kind, phrasings=(name, f"Is {name} there?"), section=section, frameworks=frameworks, **more)


RARE, SSO, MFA, ROLES = topic("rare"), topic("sso", asked=3), topic("mfa", asked=1), topic("roles", asked=1, kind="list")
BACKUP, DECOY = topic("backup", "Backup", asked=6), topic("auditor", "Backup", asked=9, decoy=True)
TOPICS = (RARE, SSO, MFA, ROLES, DECOY, BACKUP)
ORDER = ["backup", "sso", "mfa", "roles", "rare"]


class Script:
    """A front end that presses keys, and a keeper that remembers what came."""

    def __init__(self, *keys: str, words: str | None = "We do."):
        self.keys = list(keys)
        self.said = words
        self.shown: list[str] = []
        self.added: list[tuple[str, Position | None, str]] = []
        self.kept = None

    def ask(self, interview, at):
        self.shown.append(at.id)
        return self.keys.pop(0) if self.keys else "q"

    def words(self, at, position):
        return self.said

    def add(self, at, position, text):
        self.added.append((at.id, position, text))

    def keep(self, interview):
        self.kept = interview


def run(*keys: str, words: str | None = "We do.", **earlier):
    script = Script(*keys, words=words)
    end = conduct(begin(TOPICS, earlier.pop("answered", ()), **earlier), script, script)
    return script, end


def test_asks_sections_and_topics_that_are_asked_most_first_and_no_decoys():
    assert [at.id for at in begin(TOPICS, ()).queue] == ORDER
    assert begin(TOPICS, ()).place == (1, 5)


def test_does_not_ask_what_was_answered_or_skipped_and_asks_last_what_was_put_off():
    left = begin(TOPICS, {"mfa"}, skipped=["backup"], later=["sso", "gone", "mfa"])
    assert [at.id for at in left.queue] == ["roles", "rare", "sso"]
    assert left.later == ("sso",)


def test_each_position_has_its_key():
    script, end = run("y", "n", "p", "a", "t")
    assert [(name, position) for name, position, _ in script.added] == [
        ("backup", Position.YES),
        ("sso", Position.NO),
        ("mfa", Position.PARTIAL),
        ("roles", Position.NA),
        ("rare", None),
    ]
    assert (end.topic, end.answered) == (None, 5)


def test_only_yes_or_no_questions_take_yes_or_no():
    assert "y" in keys_for(SSO)
    assert keys_for(ROLES) == ("a", "t", "s", "l", "q")
    script, _ = run("s", "s", "s", "y", "q")
    assert script.added == []


def test_skips_and_puts_off_and_goes_on_another_day():
    script, end = run("s", "l", "y", "q")
    assert script.shown == ["backup", "sso", "mfa", "roles"]
    assert (end.skipped, end.later) == (("backup",), ("sso",))
    assert script.kept == end
    again, _ = run(answered={"mfa"}, skipped=end.skipped, later=end.later)
    assert again.shown == ["roles"]


def test_what_was_put_off_is_not_asked_twice_in_one_sitting():
    script, end = run(*"lllll")
    assert script.shown == ORDER
    assert sorted(end.later) == sorted(ORDER)


def test_an_answer_to_what_was_put_off_takes_it_from_the_list():
    _, end = run("y", answered={"backup", "mfa", "roles", "rare"}, later=["sso"])
    assert end.later == ()


def test_going_back_from_the_words_asks_again():
    script, _ = run("y", "q", words=None)
    assert (script.shown, script.added) == (["backup", "backup"], [])


def test_words_alone_must_be_some():
    assert run("t", "q", words=" ")[0].added == []
    assert run("y", "q", words="")[0].added == [("backup", Position.YES, "")]


def test_an_answer_answers_what_it_implies():
    often = topic("often", "Backup", "frequency", asked=9, implies=("backup",))
    script = Script("t", "q")
    conduct(begin((BACKUP, often, SSO), ()), script, script)
    assert script.shown == ["often", "sso"]


def test_the_entry_is_approved_reviewed_linked_and_has_a_new_id():
    entry = entry_for(SSO, Position.YES, " By SAML. ", {"SSO", "sso-2"}, DAY)
    assert (entry.id, entry.topic, entry.question, entry.answer) == ("sso-3", "sso", SSO.phrasings[0], "By SAML.")
    assert (entry.status, entry.reviewed, entry.section) == (Status.APPROVED, DAY, "Access and keys")
    assert str(entry.place.file) == "access-keys.yaml"


def test_files_have_plain_names():
    assert str(file_for(topic("x", "Access control of the vendor's own staff"))) == "access-control-vendor-staff.yaml"
    assert str(file_for(topic("x", "データ"))) == "answers.yaml"


def test_the_question_is_the_one_that_stands_for_the_topic():
    assert question_of(SSO) == SSO.phrasings[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(KEYS)), max_size=12))
def test_every_topic_ends_up_answered_skipped_or_left(keys):
    script, end = run(*keys)
    answered = [name for name, _, _ in script.added]
    assert sorted([*answered, *end.skipped, *(at.id for at in end.queue)]) == sorted(ORDER)
    assert set(end.later) <= {at.id for at in end.queue}
    assert end.answered == len(answered)
