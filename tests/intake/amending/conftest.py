"""Two administrators, and a draft that is ready to be proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from intake.amending import (
    Content,
    acknowledge,
    change_draft,
    compare_now,
    draft_row,
    find_row,
    put_item,
    put_row,
    start_draft,
)
from intake.amending.drafts import convention_in
from intake.eligibility import FaultKind, find_faults
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from lexicon.codes import Role
from tests.conftest import NOW

AUTHOR = Actor(ActorKind.STAFF, "a" * 36, Role.ADMINISTRATOR)
SIGNER = Actor(ActorKind.STAFF, "b" * 36, Role.ADMINISTRATOR)
TODAY = date(2026, 11, 23)


def sooner(content: Content) -> Content:
    """Two months of leave instead of three."""
    _, row = find_row(content, "E1d") or ("", {})
    return put_row(content, "emploi", {**row, "conditions": {**row["conditions"], "sick_leave_days": {"range": {"lo": 60}}}}, "E1d")


def with_example(content: Content) -> Content:
    example = {
        "id": "deux-mois-d-arret",
        "row": "E1d",
        "case": {
            "facts": {
                "employment_status": "salarie_cdi", "sick_leave": "oui", "sick_leave_since": 60, "regime": "general",
                "for_whom": "self", "postal_code": "44000", "job_risk": "non", "hospital_status": "non", "care_renounced": "non",
            },
            "topics": ["arret_travail"],
        },
        "outcome": "axis_ok",
        "axes": ["emploi"],
    }  # fmt: skip
    return put_item(content, "examples", example)


class Office:
    """The steps that tests take, each in its own transaction."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    def do(self, step: Callable[..., Any], *given: Any, **more: Any) -> Any:
        with self.runtime.database.write() as session:
            return step(session, *given, now=NOW, **more)

    def look(self, question: Callable[..., Any], *given: Any, **more: Any) -> Any:
        with self.runtime.database.read() as session:
            return question(session, *given, **more)

    def draft(self, *changes: Callable[[Content], Content], effective_from: date = TODAY) -> str:
        row = self.do(start_draft, AUTHOR, 1, "Avenant 1", effective_from)
        for revision, change in enumerate(changes):
            self.do(change_draft, AUTHOR, row.id, revision, change, "essai")
        return str(row.id)

    def ready(self, *changes: Callable[[Content], Content], effective_from: date = TODAY) -> str:
        """A draft without any obstacle."""
        draft_id = self.draft(*(changes or (sooner, with_example)), effective_from=effective_from)
        for fault in find_faults(convention_in(self.look(draft_row, draft_id))):
            if fault.kind is FaultKind.GAP:
                self.do(acknowledge, AUTHOR, draft_id, fault.mark)
        self.do(compare_now, AUTHOR, draft_id)
        return draft_id


@pytest.fixture
def office(runtime: Runtime) -> Office:
    return Office(runtime)
