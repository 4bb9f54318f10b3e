"""Panels of the hand-off page: who has it open, typing in on it, and the same person's other requests."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desk.panels import Opened, Panel, Place
from desk.views.duplicates import DuplicatesPanel, MergedPanel, duplicates_panel, merged_panel
from desk.views.typing_in import likely_of
from intake.duplicates import last_merge, probable_same
from intake.requests import call_on_line, kept_request
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


def _presence(opened: Opened) -> PresencePanel:
    note_presence(opened.session, opened.visitor.actor, opened.view.row.request_id, opened.now)
    return PresencePanel(opened.view.row.id, others_present(opened.session, opened.visitor.actor, opened.view.row.request_id, opened.now))


def _typing(opened: Opened) -> TypingPanel | None:
    return TypingPanel(opened.view.row.id, on_line=True) if _on_line(opened) else None


def _completing(opened: Opened) -> TypingPanel | None:
    return None if _on_line(opened) else TypingPanel(opened.view.row.id, on_line=False)


def _on_line(opened: Opened) -> bool:
    return call_on_line(opened.session, opened.view.row.id, opened.now) is not None


def _merged(opened: Opened) -> MergedPanel | None:
    last = last_merge(opened.session, opened.view.row.request_id)
    if last is None:
        return None
    kept = kept_request(opened.session, opened.view.row.request_id)
    other = last.merged_request_id if last.kept_request_id == opened.view.row.request_id else kept
    reference = opened.session.scalar(select(RequestRow.reference).where(RequestRow.id == other))
    handoff_id = opened.session.scalar(select(HandoffRow.id).where(HandoffRow.request_id == kept))
    name = opened.session.scalar(select(StaffRow.name).where(StaffRow.id == last.by))
    return merged_panel(opened.view, last, reference or "", handoff_id, name, opened.now)


def _likely(opened: Opened) -> DuplicatesPanel | None:
    if kept_request(opened.session, opened.view.row.request_id) != opened.view.row.request_id:
        return None
    found = probable_same(opened.session, opened.indexer, opened.view.draft, actor=opened.visitor.actor, now=opened.now)
    rows = opened.session.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.disabled_at.is_(None)))
    names = {row.id: row.name for row in rows} if any(one.worker for one in found) else {}
    return duplicates_panel(opened.view, likely_of(found, names, opened.now)) if found else None


PRESENCE = Panel("presence", Place.TOP, "handoff_presence.html", _presence)
TYPING = Panel("typing", Place.TOP, "handoff_typing.html", _typing)
# Under what is missing.
COMPLETING = Panel("completing", Place.WORK, "handoff_typing.html", _completing)
MERGED = Panel("merged", Place.TOP, "handoff_merged.html", _merged)
DUPLICATES = Panel("duplicates", Place.SIDE, "handoff_duplicates.html", _likely)
