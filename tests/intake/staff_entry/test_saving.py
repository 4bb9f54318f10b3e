"""Saving what is typed: laws that hold for every field of the convention."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intake.convention import FieldKind, When, sample_convention
from intake.draft import Answer, Draft
from intake.duplicates import merge
from intake.privacy import Actor, ActorKind
from intake.requests import existing_handoff, load_draft
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.staff_entry import (
    EntryError,
    EntryKind,
    Typed,
    entry_on,
    own_entry,
    request_of,
    save,
    send_entry,
    shown,
    start_entry,
)
from intake.staff_entry.reading import take
from intake.storage import AnswerRow, StaffEntryRow
from lexicon.codes import AnswerStatus, Role
from tests.desk.people import file

SAMPLE = sample_convention()
FIELDS = {field.code: field for field in SAMPLE.fields if field.when is not When.OFF}


@pytest.fixture
def lucie(runtime: Runtime) -> Actor:
    with runtime.database.write() as session:
        row = add_staff(
            session,
            login="lucie",
            name="Lucie Moreau",
            role="secretary",
            antenna=None,
            password="quatre chevaux bleus",
            now=runtime.clock.now(),
        )
    return Actor(ActorKind.STAFF, row.id, Role.SECRETARY)


def begun(runtime: Runtime, actor: Actor) -> str:
    with runtime.database.write() as session:
        return start_entry(
            session, actor, EntryKind.CALL, key=str(uuid4()), version=SAMPLE.version, now=runtime.clock.now(), random=Random()
        ).id


def typed_in(runtime: Runtime, actor: Actor, entry_id: str, **fields: Any) -> Draft:
    """Each field as (before, now), or what it holds now."""
    typed = {}
    for code, told in fields.items():
        before, now = told if isinstance(told, tuple) else ("", told)
        typed[code] = Typed(before, tuple(now) if isinstance(now, list) else (now,))
    with runtime.database.write() as session:
        entry = own_entry(session, actor, entry_id)
        assert entry is not None
        save(session, actor, entry, typed, now=runtime.clock.now(), today=runtime.clock.today(), indexer=runtime.indexer)
        return load_draft(session, request_of(session, entry))


@pytest.mark.parametrize("code", [code for code, field in FIELDS.items() if field.values])
def test_every_value_of_a_list_is_taken_and_shown_again(runtime: Runtime, code: str):
    field = FIELDS[code]
    for value in (*(one.code for one in field.values), "=unknown", "=refused"):
        taken = take(field, Typed("", (value,)), today=runtime.clock.today())
        assert taken.error is None
        assert shown(field, Answer(field=code, value=taken.value, status=taken.status)) == value


@pytest.mark.parametrize("code", [code for code, field in FIELDS.items() if field.values])
def test_what_is_not_in_a_list_is_refused(runtime: Runtime, code: str):
    assert take(FIELDS[code], Typed("", ("pas dans la liste",)), today=runtime.clock.today()).error


@given(text=st.text(max_size=60), code=st.sampled_from(sorted(FIELDS)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_taken_or_said(runtime: Runtime, text: str, code: str):
    taken = take(FIELDS[code], Typed("", (text,)), today=runtime.clock.today())
    assert taken.error is not None or taken.value is not None or taken.status in (*_NO_VALUE,)
    assert taken.error is None or taken.value is None


_NO_VALUE = (AnswerStatus.NOT_ASKED, AnswerStatus.UNKNOWN, AnswerStatus.REFUSED, AnswerStatus.NOT_APPLICABLE)


def test_every_edit_is_a_new_answer_and_an_emptied_field_is_open_again(runtime: Runtime, lucie: Actor):
    entry_id = begun(runtime, lucie)
    typed_in(runtime, lucie, entry_id, postal_code="44000")
    assert typed_in(runtime, lucie, entry_id, postal_code=("44000", "49000")).value("postal_code") == "49000"
    assert typed_in(runtime, lucie, entry_id, postal_code=("49000", "")).status("postal_code") is AnswerStatus.NOT_ASKED
    with runtime.database.read() as session:
        rows = session.scalars(select(AnswerRow).order_by(AnswerRow.id)).all()
        assert [row.value for row in rows] == ["44000", "49000", None]


def test_what_could_not_be_read_is_kept_until_it_is_mended(runtime: Runtime, lucie: Actor):
    entry_id = begun(runtime, lucie)
    typed_in(runtime, lucie, entry_id, narrative="Je suis en arrêt.", phone="06 39")
    with runtime.database.write() as session:
        entry = session.get(StaffEntryRow, entry_id)
        assert entry is not None
        assert entry.unread["phone"]["text"] == "06 39"
        with pytest.raises(EntryError, match="pas pu être lues"):
            send_entry(session, lucie, entry, read_over=False, now=runtime.clock.now(), indexer=runtime.indexer)
    typed_in(runtime, lucie, entry_id, phone=("06 39", "0639981234"))
    with runtime.database.write() as session:
        entry = session.get(StaffEntryRow, entry_id)
        assert entry is not None
        assert entry.unread == {}
        sent = [send_entry(session, lucie, entry, read_over=False, now=runtime.clock.now(), indexer=runtime.indexer) for _ in range(2)]
        ids = {row.id for row in sent}
        # Not to be taken for the form on the public page.
        assert sent[0].reason == "staff"
        assert len(ids) == 1


def test_what_the_account_no_longer_says_is_no_longer_deduced(runtime: Runtime, lucie: Actor):
    entry_id = begun(runtime, lucie)
    first = "Je suis en arrêt depuis six mois."
    assert typed_in(runtime, lucie, entry_id, narrative=first).status("sick_leave") is AnswerStatus.DEDUCED
    assert typed_in(runtime, lucie, entry_id, narrative=(first, "Je cherche un logement.")).value("sick_leave") is None
    # What was told stays, whatever the account says.
    typed_in(runtime, lucie, entry_id, sick_leave="non")
    assert typed_in(runtime, lucie, entry_id, narrative=("Je cherche un logement.", first)).value("sick_leave") == "non"


def test_topics_chosen_here_may_be_taken_back_and_those_heard_stay(runtime: Runtime, lucie: Actor):
    filed = file(runtime)
    with runtime.database.write() as session:
        entry_id = entry_on(session, lucie, filed.id, EntryKind.CALL, runtime.clock.now()).id
    heard = {"arret_travail", "risque_emploi"}
    assert {topic.code for topic in typed_in(runtime, lucie, entry_id, topics=["budget"]).topics} == {*heard, "budget"}
    assert {topic.code for topic in typed_in(runtime, lucie, entry_id, topics=("budget", [])).topics} == heard


def test_an_entry_follows_its_request_when_it_is_merged(runtime: Runtime, lucie: Actor):
    first, second = file(runtime), file(runtime, seed=2)
    with runtime.database.write() as session:
        entry_id = entry_on(session, lucie, second.id, EntryKind.CALL, runtime.clock.now()).id
        merge(session, lucie, first.id, second.id, now=runtime.clock.now(), indexer=runtime.indexer)
    typed_in(runtime, lucie, entry_id, narrative="Et j’ai peur.", rqth="oui")
    with runtime.database.read() as session:
        draft = load_draft(session, first.request_id)
        assert draft.account[-1].text == "Et j’ai peur."
        assert draft.value("rqth") == "oui"
        assert existing_handoff(session, second.request_id) is not None


def test_a_field_that_is_off_or_unknown_is_left_aside(runtime: Runtime, lucie: Actor):
    entry_id = begun(runtime, lucie)
    off = next(field.code for field in SAMPLE.fields if field.when is When.OFF and field.kind is FieldKind.NIR)
    assert typed_in(runtime, lucie, entry_id, **{off: "271034410912359", "inconnu": "x"}).answers == {}


@pytest.mark.parametrize(
    ("kind", "said_by", "how"),
    [("call", "person", "typed_in"), ("visit", "person", "typed_in"), ("letter", "person", None), ("call", "other", None)],
)
def test_who_is_typed_in_for_while_she_speaks_was_spoken_with(runtime: Runtime, lucie: Actor, kind: str, said_by: str, how: str | None):
    entry_id = begun(runtime, lucie)
    typed_in(runtime, lucie, entry_id, kind=("call", kind), said_by=("person", said_by), name=["Jeanne", "Martin"])
    contacts = []
    for hours in (0, 1):
        with runtime.database.write() as session:
            entry = own_entry(session, lucie, entry_id)
            assert entry is not None
            now = runtime.clock.now() + timedelta(hours=hours)
            row = send_entry(session, lucie, entry, read_over=False, now=now, indexer=runtime.indexer)
            contacts.append((row.first_contact_by, row.first_contact_at))
    assert contacts[0] == contacts[1]
    assert contacts[0][0] == how
