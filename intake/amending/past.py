"""A draft tried on past requests: made outside any transaction, kept with the draft as counts and cases without people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from intake.amending.codes import Step
from intake.amending.comparing import Change, Comparison, compare
from intake.amending.drafts import convention_in, draft_row
from intake.amending.errors import AmendingError
from intake.amending.history import record
from intake.amending.signing import unnumbered
from intake.convention import Case, Convention, case_sentence
from intake.eligibility import Judged
from intake.privacy import Actor
from intake.requests import convention_of, past_cases

# The newest requests of the last years: more would say the same.
MOST_CASES = 200_000


def prepare(session: Session, draft_id: str) -> tuple[Convention, Convention, list[Case]]:
    """What is compared: the convention that the draft started from, the draft, and the past requests as codes.

    Raises ConventionError while the draft cannot be used.
    """
    row = draft_row(session, draft_id)
    return convention_of(session, row.base_version), convention_in(row), list(past_cases(session, limit=MOST_CASES))


def try_on_past(old: Convention, new: Convention, cases: list[Case], progress: Callable[[int], None] | None = None) -> dict[str, Any]:
    """The report of a comparison, as it is kept and signed: JSON, in French where it is read."""
    return report(old, new, compare(old, new, cases, progress))


def report(old: Convention, new: Convention, found: Comparison) -> dict[str, Any]:
    """A comparison as JSON."""
    return {
        "fingerprint": unnumbered(new),
        "base": old.fingerprint,
        "total": found.total,
        "matrix": [[before, after, count] for (before, after), count in sorted(found.matrix.items())],
        "undetermined": [found.undetermined_before, found.undetermined_after],
        "questions": [found.questions_before, found.questions_after],
        "rows": dict(found.rows),
        "changed_count": found.changed_count,
        "changed": [_told(new, change) for change in found.changed],
        "newly_outside_count": found.newly_outside_count,
        "newly_outside": [_told(new, change) for change in found.newly_outside],
    }


def keep_report(session: Session, actor: Actor, draft_id: str, made: dict[str, Any], now: datetime) -> None:
    """Keep a report with its draft. Raises AmendingError when the draft has changed while it was made."""
    row = draft_row(session, draft_id, hold=True)
    if unnumbered(convention_in(row)) != made["fingerprint"]:
        raise AmendingError("Le brouillon a changé pendant l’essai : recommencez-le.")
    row.compared = made
    record(session, actor, Step.COMPARED, now, draft_id=row.id, fingerprint=made["fingerprint"], words=f"{made['total']} demandes passées")


def _told(convention: Convention, change: Change) -> dict[str, Any]:
    return {
        "case": change.case.model_dump(mode="json"),
        "sentence": case_sentence(convention, change.case),
        "count": change.count,
        "before": _judged(change.before),
        "after": _judged(change.after),
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {"outcome": judged.outcome, "axes": list(judged.axes)}


def compare_now(session: Session, actor: Actor, draft_id: str, now: datetime) -> dict[str, Any]:
    """Try a draft on past requests and keep the report, all in one; for few requests, or where nobody waits."""
    made = try_on_past(*prepare(session, draft_id))
    keep_report(session, actor, draft_id, made, now)
    return made
