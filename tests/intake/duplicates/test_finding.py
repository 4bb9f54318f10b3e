"""Who is probably the same person, and who is not."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from intake.draft import Answer, Draft
from intake.duplicates import Strength, probable_same, same_name
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.staff import narrow
from intake.storage import AuditRow
from lexicon.codes import Channel, Role
from tests.desk.people import ANSWERS, Told, file

SECRETARY = Actor(ActorKind.STAFF, "s1", Role.SECRETARY)
ELSE = Actor(ActorKind.STAFF, "s2", Role.SOCIAL_WORKER, "angers")
BORN = "1971-03-05"
EARLIER = {**ANSWERS, "birth_date": BORN, "email": "Jeanne.Martin@exemple.fr"}


def name(first: str | None, last: str | None) -> dict[str, str | None]:
    return {"first": first, "last": last}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Jeanne", "Martin"), ("jeanne", "MARTIN"), True),
        (("Jeanne", "Martin"), ("Martin", "Jeanne"), True),
        (("Hélène", "Lefèvre"), ("Helene", "Lefevre"), True),
        (("Jeanne", "Martin"), ("Jeane", "Martin"), True),
        (("Jeanne", "Martin"), ("Jeanne", "Matrin"), True),
        (("Marie", "Le Goff"), ("Marie", "Legoff"), True),
        (("Marie-Claire", "Dubois"), ("Marie", "Dubois"), True),
        (("Jeanne", "Martin"), ("Jane", "Matin"), False),
        (("Léa", "Martin"), ("Léo", "Martin"), False),
        (("Jeanne", "Martin"), ("Paul", "Martin"), False),
        ((None, "Martin"), ("Jeanne", "Martin"), False),
        ((None, "Martin"), (None, "Martin"), True),
    ],
)
def test_names(one: tuple[str | None, str | None], other: tuple[str | None, str | None], same: bool):
    assert same_name(name(*one), name(*other)) is same
    assert same_name(name(*other), name(*one)) is same


@pytest.mark.parametrize("value", [None, "Jeanne", {}, {"first": None, "last": None}, 3])
def test_what_is_no_name_is_nobodys(value: Any):
    assert not same_name(value, value)


def draft(runtime: Runtime, **values: Any) -> Draft:
    answers = {code: Answer(field=code, value=value) for code, value in values.items()}
    return Draft(request_id="new", channel=Channel.STAFF, reference_date=runtime.clock.today(), convention_version=1, answers=answers)


MARTIN = name("Jeanne", "Martin")


@pytest.mark.parametrize(
    ("values", "strength"),
    [
        ({"name": name("Jeane", "Martin"), "birth_date": BORN}, Strength.PROBABLE),
        ({"name": MARTIN, "phone": "+33639981234"}, Strength.PROBABLE),
        ({"phone": "+33639981234", "birth_date": BORN}, Strength.PROBABLE),
        ({"phone": "+33639981234"}, Strength.POSSIBLE),
        ({"email": "jeanne.martin@EXEMPLE.fr"}, Strength.POSSIBLE),
        ({"third_party_phone": "+33639981234"}, Strength.POSSIBLE),
        ({"phone": "+33639981234", "name": name("Paul", "Martin")}, Strength.POSSIBLE),
        ({"name": name("Martin", "Jeanne")}, Strength.POSSIBLE),
        ({"name": MARTIN, "birth_date": "1980-01-01"}, None),
        ({"name": name("Paul", "Durand"), "birth_date": BORN}, None),
        ({"birth_date": BORN}, None),
        ({"name": name("Jeanne", "Durand")}, None),
        ({}, None),
    ],
)
def test_how_sure_it_is(runtime: Runtime, values: dict[str, Any], strength: Strength | None):
    filed = file(runtime, Told(answers=EARLIER))
    file(runtime, Told(answers={"name": name("Ali", "Ben"), "phone": "+33639989999", "birth_date": "1990-01-01"}), seed=2)
    with runtime.database.write() as session:
        now = runtime.clock.now()
        found = probable_same(session, runtime.indexer, draft(runtime, **values), actor=SECRETARY, now=now)
    assert [(one.handoff_id, one.strength) for one in found] == ([(filed.id, strength)] if strength else [])
    assert all(one.why for one in found)


def test_looking_leaves_a_trace_and_stays_in_sight(runtime: Runtime):
    filed = file(runtime, Told(answers=EARLIER))
    with runtime.database.write() as session:
        probable_same(session, runtime.indexer, draft(runtime, phone="+33639981234"), actor=SECRETARY, now=runtime.clock.now())
        assert session.scalars(select(AuditRow.request_id).where(AuditRow.action == "compare")).all() == [filed.request_id]
    with runtime.database.write() as session:
        narrow(session, ELSE)
        assert probable_same(session, runtime.indexer, draft(runtime, phone="+33639981234"), actor=ELSE, now=runtime.clock.now()) == []
