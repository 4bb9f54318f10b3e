"""Panels of the hand-off page: who has it open, typing in on it, and the same person's other requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.guard import Visitor
from desk.panels import Panel, Place
from desk.views.duplicates import DuplicatesPanel, MergedPanel, duplicates_panel, merged_panel
from desk.views.typing_in import likely_of
from intake.duplicates import last_merge, probable_same
from intake.requests import HandoffView, call_on_line, kept_request
from intake.staff_entry import note_presence, others_present
from intake.storage import HandoffRow, RequestRow, StaffRow


@dataclass(frozen=True, slots=True)
class PresencePanel:
    """Who else has this hand-off open."""

    here: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypingPanel:
    """Where to type in what the person adds; `on_line`: she is on the telephone now."""

    handoff_id: str
    on_line: bool


def _presence(session: Session, visitor: Visitor, view: HandoffView, now: datetime) -> PresencePanel:
    note_presence(session, visitor.actor, view.row.request_id, now)
    return PresencePanel(view.row.id, others_present(session, visitor.actor, view.row.request_id, now))


def _typing(session: Session, visitor: Visitor, view: HandoffView, now: datetime) -> TypingPanel:
    return TypingPanel(view.row.id, call_on_line(session, view.row.id, now) is not None)


def _merged(session: Session, visitor: Visitor, view: HandoffView, now: datetime) -> MergedPanel | None:
    last = last_merge(session, view.row.request_id)
    if last is None:
        return None
    kept = kept_request(session, view.row.request_id)
    other = last.merged_request_id if last.kept_request_id == view.row.request_id else kept
    reference = session.scalar(select(RequestRow.reference).where(RequestRow.id == other))
    handoff_id = session.scalar(select(HandoffRow.id).where(HandoffRow.request_id == kept))
    name = session.scalar(select(StaffRow.name).where(StaffRow.id == last.by))
    return merged_panel(view, last, reference or "", handoff_id, name, now)


def _likely(session: Session, visitor: Visitor, view: HandoffView, now: datetime) -> DuplicatesPanel | None:
    if kept_request(session, view.row.request_id) != view.row.request_id:
        return None
    found = probable_same(session, session.info["indexer"], view.draft, actor=visitor.actor, now=now)
    rows = session.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.disabled_at.is_(None)))
    names = {row.id: row.name for row in rows} if any(one.worker for one in found) else {}
    return duplicates_panel(view, likely_of(found, names, now)) if found else None


PRESENCE = Panel("presence", Place.TOP, "handoff_presence.html", _presence)
TYPING = Panel("typing", Place.TOP, "handoff_typing.html", _typing)
MERGED = Panel("merged", Place.TOP, "handoff_merged.html", _merged)
DUPLICATES = Panel("duplicates", Place.SIDE, "handoff_duplicates.html", _likely)
