"""Disagreements as examples for the tests of the rules: codes and general facts, and words only as a human wrote them again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding import Blamed
from intake.disagreeing.counting import FLOOR
from intake.disagreeing.general import AGE, PLACE, general_facts
from intake.privacy import Actor
from intake.requests import convention_of, load_draft, note_access
from intake.storage import DecisionRow, DisagreementRow, RewordingRow

_WHO = ("birth_date", "postal_code")


def examples(session: Session, actor: Actor, since: datetime, until: datetime, now: datetime) -> list[dict[str, Any]]:
    """One example for each decision of the period that did not follow the proposal; each leaves a read trace on its request.

    In an order that says nothing of when. An age or a département that fewer than ten of them share is left out.
    """
    wanted = (DecisionRow.agrees.is_(False), DecisionRow.undone_at.is_(None), DecisionRow.at >= since, DecisionRow.at < until)
    found = [_example(session, actor, row, now) for row in session.scalars(select(DecisionRow).where(*wanted))]
    shared = Counter(_who(one) for one in found)
    for one in found:
        if shared[_who(one)] < FLOOR:
            for name in (AGE, PLACE):
                one["facts"].pop(name, None)
    return sorted(found, key=lambda one: json.dumps(one, sort_keys=True, ensure_ascii=False))


def _who(example: dict[str, Any]) -> tuple[Any, Any]:
    return example["facts"].get(AGE), example["facts"].get(PLACE)


def _example(session: Session, actor: Actor, row: DecisionRow, now: datetime) -> dict[str, Any]:
    note_access(session, actor, "example", row.request_id, now)
    draft = load_draft(session, row.request_id)
    convention = convention_of(session, draft.convention_version)
    stood_on = row.stood_on or {}
    wrong = session.execute(select(DisagreementRow.kind, DisagreementRow.code).where(DisagreementRow.decision_id == row.id)).all()
    made: dict[str, Any] = {
        "ruleset_version": row.ruleset_version,
        "proposed": row.proposed_axis,
        "decided": row.axis or row.kind,
        "rules": sorted(stood_on.get("rules", ())),
        "topics": sorted(stood_on.get("topics", ())),
        "facts": general_facts(convention, draft, dict.fromkeys([*stood_on.get("facts", ()), *_WHO])),
        "wrong": sorted([kind, code] for kind, code in wrong if kind != Blamed.OTHER.value),
        "none_of_these": any(kind == Blamed.OTHER.value for kind, _ in wrong),
    }
    words = session.get(RewordingRow, row.id)
    return made | ({"words": words.words} if words is not None and words.approved else {})
