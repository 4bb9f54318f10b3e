"""The person learns it by a discreet text where that is safe, at a decent hour; and what counts as her refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake.clock import PARIS
from intake.convention import indiscretions, sample_convention
from intake.draft import DangerHeard
from intake.outbox import Delivery, TextStatus
from intake.partners import Notice, decent_time, informed, is_mobile, is_no, note_objection
from intake.requests import hours_of
from intake.runtime import Runtime
from intake.storage import OutboxRow, PartnerFilingRow
from lexicon.codes import DangerKind
from tests.conftest import NOW
from tests.intake.partners.invited import ADMINISTRATOR, MOBILE, SERVICE, filed, invited

CONVENTION = sample_convention()


def texts(runtime: Runtime) -> list[OutboxRow]:
    with runtime.database.read() as session:
        return list(session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")))


def filing(runtime: Runtime) -> PartnerFilingRow:
    with runtime.database.read() as session:
        return session.scalars(select(PartnerFilingRow)).one()


def test_the_text_is_discreet_names_who_writes_and_says_how_to_refuse(runtime: Runtime):
    filed(runtime, invited(runtime))
    (text,) = texts(runtime)
    body = text.payload["body"]
    assert (text.payload["to"], text.payload["sender"]) == (MOBILE, SERVICE)
    assert indiscretions(body) == ()
    assert "répondez NON" in body
    assert "CPAM" in body
    assert "Legrand" not in body
    assert "CHU" not in body
    assert len(body) <= 306, "two segments"


@pytest.mark.parametrize(
    ("form", "danger", "notice"),
    [
        ({}, None, Notice.TEXT),
        ({"safe_contact": "=unknown"}, None, Notice.TEXT),
        ({"safe_contact": "non"}, None, Notice.UNSAFE),
        ({"phone": "pas de téléphone"}, None, Notice.NO_PHONE),
        ({"phone": "02 61 91 20 30"}, None, Notice.NO_MOBILE),
        ({"safe_contact": "=unknown"}, DangerHeard(kind=DangerKind.VIOLENCE, words="il la frappe"), Notice.UNSAFE),
        ({"safe_contact": "=unknown", "topics": "violence"}, None, Notice.UNSAFE),
        ({"topics": "violence"}, None, Notice.TEXT),
        ({}, DangerHeard(kind=DangerKind.SUICIDE, words="veut en finir"), Notice.TEXT),
    ],
)
def test_how_she_is_informed(runtime: Runtime, form: dict[str, str], danger: DangerHeard | None, notice: Notice):
    filed(runtime, invited(runtime), danger=danger, **form)
    assert filing(runtime).notice == notice.value
    assert len(texts(runtime)) == (notice is Notice.TEXT)


def test_how_far_the_text_got_is_told(runtime: Runtime):
    filed(runtime, invited(runtime))
    for status, delivery, by_voice in (
        (TextStatus.WAITING, None, False),
        (TextStatus.SENT, None, False),
        (TextStatus.SENT, Delivery.DELIVERED, False),
        (TextStatus.SENT, Delivery.UNDELIVERED, True),
        (TextStatus.GIVEN_UP, None, True),
        (TextStatus.CANCELLED, None, True),
    ):
        with runtime.database.write() as session:
            row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")).one()
            row.status, row.delivery = status.value, delivery.value if delivery else None
        with runtime.database.read() as session:
            assert bool(informed(session, filing(runtime)).by_voice) is by_voice, (status, delivery)


def test_an_objection_told_to_staff_keeps_the_text_from_leaving(runtime: Runtime):
    filed(runtime, invited(runtime), now=datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    assert len(texts(runtime)) == 1
    with runtime.database.write() as session:
        assert note_objection(session, ADMINISTRATOR, filing(runtime).request_id, NOW)
    assert texts(runtime) == []


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC)))
def test_no_text_leaves_in_the_evening_at_night_or_on_a_day_off(now: datetime):
    leaves = decent_time(CONVENTION, now)
    local = leaves.astimezone(PARIS)
    assert 9 <= local.hour < 18
    assert hours_of(CONVENTION).works_on(local.date())
    assert now <= leaves <= now + timedelta(days=7)


@pytest.mark.parametrize("number", ["+33639981234", "+33712345678", "+262692123456"])
def test_mobiles(number: str):
    assert is_mobile(number)


@pytest.mark.parametrize("number", ["+33261912030", "+33912345678", "", "x"])
def test_other_numbers(number: str):
    assert not is_mobile(number)


@pytest.mark.parametrize(
    "text",
    ["NON", "non.", "Non merci", " non ", "NON !!", "Je refuse", "non je refuse", "Non, je ne veux pas", "ne m’appelez pas",
     "Non ne m'appelez pas", "je ne veux pas être appelée", "pas d’accord", "Arrêtez", "je ne suis pas d’accord"],
)  # fmt: skip
def test_refusals(text: str):
    assert is_no(text)


@pytest.mark.parametrize(
    "text",
    ["", "oui", "qui êtes-vous ?", "non je vais me tuer", "Non, je suis à l’hôpital", "nonante", "Je ne veux pas mourir", "appelez-moi",
     "je ne sais pas", "arrêt de travail", "non mais demain oui"],
)  # fmt: skip
def test_what_is_no_refusal(text: str):
    assert not is_no(text)


@given(st.text(max_size=60))
def test_whatever_tells_of_a_danger_is_no_mere_refusal(text: str):
    assert not is_no(f"non {text} je vais me suicider")
