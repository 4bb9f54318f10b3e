"""What still has to be said: as long as the decision stands and nothing was decided after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from intake.storage import DecisionRow, HandoffRow, TellingRow
from intake.telling.codes import TellingKind
from lexicon.codes import HandoffStatus

# Beyond these a list of calls is of no use to anybody.
_MOST = 300
_BY_CALL = "call"


@dataclass(frozen=True, slots=True)
class ToSay:
    """One thing to say by a call, with what was decided then. The caller leaves the read trace."""

    id: str
    handoff_id: str
    kind: TellingKind
    since: datetime
    organisation: str | None = field(repr=False)
    words: str | None = field(repr=False)


def alive() -> Select[TellingRow, DecisionRow]:
    """What is not said yet, of decisions that still stand; handing a file over changes nothing of what is to be said."""
    later = aliased(DecisionRow)
    newer = (later.handoff_id == TellingRow.handoff_id, later.undone_at.is_(None), later.kind != "assign", later.at > DecisionRow.at)
    asked = TellingRow.kind == TellingKind.QUESTION.value
    stands = or_(
        and_(asked, HandoffRow.status == HandoffStatus.WAITING_PERSON.value),
        and_(~asked, HandoffRow.status == HandoffStatus.REDIRECTED.value),
    )
    return (
        select(TellingRow, DecisionRow)
        .join(DecisionRow, DecisionRow.id == TellingRow.decision_id)
        .join(HandoffRow, HandoffRow.id == TellingRow.handoff_id)
        .where(TellingRow.done_at.is_(None), DecisionRow.undone_at.is_(None), stands, ~select(later.id).where(*newer).exists())
        .order_by(TellingRow.from_at, TellingRow.id)
    )


def to_say(session: Session, now: datetime, handoff_ids: Sequence[str] | None = None) -> dict[str, tuple[ToSay, ...]]:
    """What is to be said by a call now, by hand-off, the oldest first; only of those that the session sees (`narrow`)."""
    query = alive().where(TellingRow.by == _BY_CALL, TellingRow.from_at <= now).limit(_MOST)
    if handoff_ids is not None:
        query = query.where(TellingRow.handoff_id.in_(handoff_ids))
    found: dict[str, list[ToSay]] = defaultdict(list)
    for row, decision in session.execute(query):
        said = ToSay(row.id, row.handoff_id, TellingKind(row.kind), row.from_at, decision.organisation, decision.words)
        found[row.handoff_id].append(said)
    return {handoff_id: tuple(says) for handoff_id, says in found.items()}
