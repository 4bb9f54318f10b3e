"""Working notes as the panel of the hand-off page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.views.words import moment
from intake.clock import PARIS
from intake.notes import MOST, Colleague, Note, NotesView, ReleaseDecision


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note, in French; `typed` is what its form holds, a draft before the note itself."""

    id: str
    mine: bool
    author: str
    text: str
    typed: str
    has_draft: bool
    at: str
    shared: str
    shared_ids: frozenset[str]
    kept_reason: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One decision, in French."""

    asked_on: str
    decision: str
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotesPanel:
    """All that the panel shows; `may_hand_over` when the newest decision grants it."""

    handoff_id: str
    notes: list[NoteLine]
    draft: str
    draft_at: str
    colleagues: tuple[Colleague, ...]
    releases: list[ReleaseLine]
    decisions: list[ReleaseDecision]
    may_hand_over: bool
    closed: bool
    today: str
    most: int


def notes_panel(view: NotesView, handoff_id: str, now: datetime) -> NotesPanel:
    """The panel of a file's notes."""
    today = now.astimezone(PARIS).date()
    return NotesPanel(
        handoff_id=handoff_id,
        notes=[_line(one, now) for one in view.notes],
        draft=view.draft,
        draft_at=moment(view.draft_at, today) if view.draft_at else "",
        colleagues=view.colleagues,
        releases=[
            ReleaseLine(f"{one.asked_on:%d/%m/%Y}", one.decision.label, one.decided_by, one.reason) for one in view.releases
        ],
        decisions=list(ReleaseDecision),
        may_hand_over=bool(view.releases) and view.releases[0].decision is ReleaseDecision.GRANTED,
        closed=view.closed,
        today=today.isoformat(),
        most=MOST,
    )  # fmt: skip


def _line(one: Note, now: datetime) -> NoteLine:
    changed = one.updated_at != one.created_at
    return NoteLine(
        id=one.id,
        mine=one.mine,
        author="Vous" if one.mine else one.author,
        text=one.text,
        typed=one.draft or one.text,
        has_draft=one.draft is not None,
        at=moment(one.updated_at, now.astimezone(PARIS).date()) + (" (modifiée)" if changed else ""),
        shared=", ".join(colleague.name for colleague in one.shared_with),
        shared_ids=frozenset(colleague.id for colleague in one.shared_with),
        kept_reason=one.kept_reason or "",
    )
