"""The shipped bank: every fact of the vendor's page, no more than it says, and nothing that would be told for the wrong deployment."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from questionnaire_filler.bank import load
from questionnaire_filler.bank.check import Severity, check
from questionnaire_filler.model import Bank, Disclosure, Entry, Position, Status
from questionnaire_filler.text import fold

ROOT = Path(__file__).resolve().parent.parent
PAGE = date(2024, 10, 1)
YES, NO, PARTIAL, NA = Position.YES, Position.NO, Position.PARTIAL, Position.NA
CLOUD, SELF_HOSTED, ALL = frozenset({"cloud"}), frozenset({"self-hosted"}), frozenset()

#: What the page says: entry, scope, position, and words that its answer must have.
FACTS = [
    ("encryption-at-rest", CLOUD, YES, "LITELLM_MASTER_KEY"),
    ("encryption-in-transit", CLOUD, YES, "TLS"),
    ("hosting-providers", CLOUD, None, "GCP and AWS"),
    ("database-provider", CLOUD, PARTIAL, "partly managed by NeonDB"),
    ("us-region", CLOUD, YES, "us-west-1"),
    ("eu-region", CLOUD, YES, "eu-central-1"),
    ("data-regions", CLOUD, None, "Frankfurt"),
    ("region-separation", CLOUD, YES, "completely separated"),
    ("data-location-self-hosted", SELF_HOSTED, None, "your own infrastructure"),
    ("sso", CLOUD, YES, "OAuth 2.0"),
    ("sso-providers", CLOUD, None, "Google, Okta, Microsoft and KeyCloak"),
    ("audit-log", CLOUD, YES, "audit logs"),
    ("audit-log-retention-policy", CLOUD, YES, "retention policy"),
    ("ip-allow-list", CLOUD, YES, "IP addresses"),
    ("telemetry-self-hosted", SELF_HOSTED, NO, "no telemetry"),
    ("personal-data-self-hosted", SELF_HOSTED, NO, "No personal data is collected or transmitted"),
    ("personal-data-cloud", CLOUD, YES, "usage data"),
    ("usage-data-fields", CLOUD, None, "schema.prisma"),
    ("message-content-cloud", CLOUD, NO, "does not access or store"),
    ("message-content-self-hosted", SELF_HOSTED, NO, "no data is stored on LiteLLM servers"),
    ("usage-data-access", CLOUD, None, "proxy admins"),
    ("user-invitation", CLOUD, None, "invite"),
    ("data-sale", CLOUD, NO, "does not sell"),
    ("data-sharing", CLOUD, NO, "does not share"),
    ("cookie-purpose", ALL, None, "Admin UI"),
    ("cookie-types", ALL, None, "essential"),
    ("cookie-advertising", ALL, NO, "not used for advertising"),
    ("cookie-third-party", ALL, NO, "third-party cookies"),
    ("cookie-expiry", ALL, None, "24 hours"),
    ("cookie-storage", ALL, None, "web browser"),
    ("cookie-storage-self-hosted", SELF_HOSTED, None, "your own infrastructure"),
    ("cookie-format", ALL, None, "JWT"),
    ("cookie-access", ALL, None, "not accessible to any other part"),
    ("cookie-sharing", ALL, NO, "do not access or share"),
    ("vulnerability-reporting", ALL, None, "support@berri.ai"),
    ("vulnerability-report-review", ALL, None, "promptly"),
    ("bug-bounty", ALL, NO, "bug bounty"),
    ("vulnerability-disclosure-policy", ALL, YES, "GitHub"),
    ("vulnerability-scans", ALL, NO, "do not perform"),
    ("procurement", ALL, None, "AWS Marketplace, or through Azure Marketplace"),
    ("legal-entity", ALL, None, "Berrie AI Incorporated"),
    ("phone-number", ALL, None, "7708783106"),
    ("employees", ALL, None, "2 employees"),
    ("security-staff", ALL, None, "2 people"),
    ("incident-contact", ALL, None, "krrish@berri.ai"),
    ("security-contact", ALL, None, "krrish@berri.ai"),
    ("soc2", ALL, NO, "currently undergoing SOC 2 certification with Drata"),
    ("isms", ALL, PARTIAL, "CodeQL"),
    ("key-events-logged", ALL, YES, "audit logs"),
    ("events-in-the-log", ALL, None, "authentication, creation and update changes"),
    ("incident-programme", ALL, NO, "do not have an established cybersecurity incident management program"),
    ("incident-programme-self-hosted", SELF_HOSTED, NA, "responsibility of the team hosting the proxy"),
    ("alerting-and-monitoring-tools", SELF_HOSTED, None, "alerting and monitoring"),
    ("signer-name", ALL, None, "Krish Amit Dholakia"),
    ("signer-email", ALL, None, "krrish@berri.ai"),
]

#: The links that the page gives; nothing else may be cited.
LINKS = {
    "https://github.com/BerriAI/litellm/blob/main/schema.prisma#L174",
    "https://codeql.github.com/",
    "https://docs.litellm.ai/docs/proxy/multiple_admins#1-switch-on-audit-logs",
    "https://docs.litellm.ai/docs/proxy/alerting",
    "https://docs.litellm.ai/docs/proxy/prometheus",
    "https://github.com/BerriAI/litellm?tab=security-ov-file#security-vulnerability-reporting-guidelines",
}

SECTIONS = {
    "Security Measures",
    "LiteLLM Cloud",
    "Self-hosted Instances LiteLLM",
    "Supported data regions for LiteLLM Cloud",
    "Collection of personal data",
    "Cookies information, security and privacy",
    "Security Vulnerability Reporting Guidelines",
    "Procurement Options",
    "Vendor Information",
}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(ROOT / "answers")


@pytest.fixture(scope="module")
def topics() -> frozenset[str]:
    folder = ROOT / "questionnaire_filler" / "catalogue" / "data"
    files = sorted(folder.glob("*.yaml"))
    return frozenset(found for file in files for found in re.findall(r"^- id: (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE))


def _each(bank: Bank) -> list[tuple[Entry, str]]:
    return [(entry, f"{entry.answer} {entry.short}") for entry in bank.entries]


@pytest.mark.parametrize(("name", "scope", "position", "words"), FACTS, ids=[fact[0] for fact in FACTS])
def test_fact_of_the_page(bank: Bank, name: str, scope: frozenset[str], position: Position | None, words: str) -> None:
    entry = bank.by_id()[name]
    assert entry.scope == scope
    assert entry.position is position
    assert words in entry.answer


def test_nothing_to_correct(bank: Bank, topics: frozenset[str]) -> None:
    found = check(bank, as_of=date(2026, 11, 23), topics=topics)
    assert [str(item) for item in found if item.severity is not Severity.ADVICE] == []


def test_every_answer_cites_the_page_by_section_and_date(bank: Bank) -> None:
    for entry in bank.entries:
        assert entry.sources, entry.id
        for source in entry.sources:
            assert (source.title, source.date) == ("Data Privacy and Security", PAGE), entry.id
            assert source.ref in SECTIONS, entry.id
            assert not source.url or source.url in LINKS, entry.id


def test_fills_on_any_day_for_any_customer(bank: Bank) -> None:
    for entry in bank.entries:
        assert (entry.status, entry.disclosure) == (Status.APPROVED, Disclosure.PUBLIC), entry.id
        assert (entry.reviewed, entry.review_days, entry.expires) == (PAGE, None, None), entry.id


def test_deployments_are_told_apart(bank: Bank) -> None:
    assert bank.scopes == {"cloud", "self-hosted"}
    for entry, said in _each(bank):
        if "LiteLLM Cloud" in said:
            assert entry.scope == CLOUD or entry.id == "deployment-options", entry.id
        if entry.scope == SELF_HOSTED:
            assert "LiteLLM Cloud" not in said, entry.id


def test_narrower_claim_where_the_page_contradicts_itself(bank: Bank) -> None:
    for entry, said in _each(bank):
        assert "Virginia" not in said, entry.id
        assert "us-east-1" not in said, entry.id
        assert not re.search(r"AES|SAML|OpenID|TLS ?\d|Type I|ISO|dedicated", said), entry.id
    entries = bank.by_id()
    for name in ("data-regions", "legal-entity", "security-staff", "isms", "incident-programme", "security-contact", "vulnerability-scans"):
        assert entries[name].note, name


def test_each_entry_has_phrasings_and_look_alikes(bank: Bank) -> None:
    for entry in bank.entries:
        assert 3 <= len(entry.alternates) <= 12, entry.id
        assert entry.not_for, entry.id
        asked = {fold(text) for text in (entry.question, *entry.alternates)}
        assert len(asked) == len(entry.alternates) + 1, entry.id
        assert not asked & {fold(text) for text in entry.not_for}, entry.id


def test_yes_no_answers_open_with_their_position(bank: Bank) -> None:
    for entry in bank.entries:
        if entry.position is NO:
            assert re.match(r"No\.|Not yet\.", entry.answer), entry.id
        if entry.position is YES:
            assert not re.match(r"No\b|Not\b", entry.answer), entry.id
