"""A hand-off, a secretary who has read it, and a social worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from intake.deciding import DecisionKind, HandedTo, Wish, decide, undo
from intake.privacy import Actor
from intake.requests import read_handoff
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import HandoffRow, TextThreadRow
from tests.conftest import NOW
from tests.desk.people import ANSWERS, Filed, Told, file

NANTES = HandedTo("nantes")
# Enough for the rules to propose an axis.
CLEAR = {**ANSWERS, "regime": "general", "job_risk": "oui", "hospital_status": "non"}


def later(**parts: float) -> datetime:
    return NOW + timedelta(**parts)


def member(runtime: Runtime, login: str, role: str = "secretary", antenna: str | None = None) -> Actor:
    with runtime.database.write() as session:
        added = add_staff(
            session, login=login, name=f"{login.title()} Petit", role=role, antenna=antenna, password="quatre chevaux bleus", now=NOW
        )
        return added.actor


class Desk:
    """One secretary at one hand-off."""

    def __init__(self, runtime: Runtime, filed: Filed, actor: Actor) -> None:
        self.runtime, self.filed, self.actor = runtime, filed, actor

    def read(self, actor: Actor | None = None) -> None:
        with self.runtime.database.write() as session:
            assert read_handoff(session, actor or self.actor, self.filed.id, NOW)

    @property
    def row(self) -> HandoffRow:
        with self.runtime.database.read() as session:
            return session.scalars(select(HandoffRow).where(HandoffRow.id == self.filed.id)).one()

    def take(self, kind: DecisionKind, *, now: datetime = NOW, version: datetime | None = None, actor: Actor | None = None, **more) -> str:
        wish = Wish(kind, **more)
        seen = version or self.row.updated_at
        with self.runtime.database.write() as session:
            decision = decide(session, actor or self.actor, self.filed.id, seen, wish, now=now, daily_limit=40)
            assert decision is not None
            return decision.id

    def undo(self, decision_id: str, now: datetime = NOW) -> None:
        with self.runtime.database.write() as session:
            assert undo(session, self.actor, self.filed.id, decision_id, now=now)

    def by_text(self) -> None:
        """The person has a conversation by SMS."""
        with self.runtime.database.write() as session:
            session.add(
                TextThreadRow(
                    token="t" * 32,
                    conversation_id=self.filed.conversation_id,
                    number="+33639981234",
                    service_number="+33939981200",
                    last_at=NOW,
                    reminded_at=None,
                )
            )


Make = Callable[..., Desk]


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    desk = Desk(runtime, file(runtime, Told(answers=CLEAR)), member(runtime, "lea"))
    desk.read()
    return desk
