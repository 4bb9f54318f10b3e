"""Requests merged into another one, as long as nobody has put them back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import HandoffRow, MergeRow, RequestRow


def kept_request(session: Session, request_id: str) -> str:
    """The request that stands for this one now: itself, or the one it was merged into."""
    while (kept := _into(session, request_id)) is not None:
        request_id = kept
    return request_id


def kept_handoff(session: Session, handoff_id: str) -> str | None:
    """The hand-off in which this one goes on, as far as the session sees it (`narrow`); None when it stands by itself."""
    request_id = session.scalar(select(HandoffRow.request_id).where(HandoffRow.id == handoff_id))
    if request_id is None or (kept := kept_request(session, request_id)) == request_id:
        return None
    return session.scalar(select(HandoffRow.id).where(HandoffRow.request_id == kept))


def is_merged(session: Session, request_id: str) -> bool:
    """True while the request stands in another one."""
    return _into(session, request_id) is not None


def _into(session: Session, request_id: str) -> str | None:
    return session.scalar(select(MergeRow.kept_request_id).where(MergeRow.merged_request_id == request_id, MergeRow.undone_at.is_(None)))


def merged_requests(session: Session, request_id: str) -> list[str]:
    """Every request that stands in this one, directly or through another."""
    direct = session.scalars(
        select(MergeRow.merged_request_id).where(MergeRow.kept_request_id == request_id, MergeRow.undone_at.is_(None)).order_by(MergeRow.id)
    ).all()
    return [found for merged in direct for found in (merged, *merged_requests(session, merged))]


def merged_references(session: Session, request_id: str) -> tuple[str, ...]:
    """The references under which the person also knows this request."""
    merged = merged_requests(session, request_id)
    return tuple(session.scalars(select(RequestRow.reference).where(RequestRow.id.in_(merged)))) if merged else ()
