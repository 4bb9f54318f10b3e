"""Drafts: started from a convention, changed one thing at a time, never lost, given up in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.amending.codes import DraftStatus, Step
from intake.amending.editing import Content, content_of
from intake.amending.errors import AmendingError, ChangedMeanwhileError
from intake.amending.history import record
from intake.convention import Convention, ConventionError, load_convention
from intake.privacy import Actor
from intake.requests import convention_of
from intake.storage import ConventionDraftRow

OPEN: Final = (DraftStatus.DRAFT.value, DraftStatus.SUBMITTED.value, DraftStatus.APPROVED.value)


def start_draft(session: Session, actor: Actor, base_version: int, label: str, effective_from: date, now: datetime) -> ConventionDraftRow:
    """A draft that is a copy of a convention, with its own title and date."""
    base = convention_of(session, base_version)
    content = {**content_of(base), "label": label.strip() or base.label, "effective_from": effective_from.isoformat()}
    return _new(session, actor, base_version, content, "", now)


def import_draft(session: Session, actor: Actor, base_version: int, convention: Convention, now: datetime) -> ConventionDraftRow:
    """A draft with the content of a convention that came in a file; it is checked and signed like any other."""
    return _new(session, actor, base_version, content_of(convention), "fichier importé", now)


def _new(session: Session, actor: Actor, base_version: int, content: Content, words: str, now: datetime) -> ConventionDraftRow:
    row = ConventionDraftRow(
        status=DraftStatus.DRAFT.value,
        base_version=base_version,
        label=content["label"],
        content=content,
        revision=0,
        acknowledged=[],
        writers=[actor.id],
        created_by=actor.id,
        created_at=now,
        changed_by=actor.id,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    record(session, actor, Step.STARTED, now, draft_id=row.id, version=base_version, words=words)
    return row


def drafts(session: Session) -> tuple[ConventionDraftRow, ...]:
    """The drafts that are still going on, the last changed first."""
    going_on = select(ConventionDraftRow).where(ConventionDraftRow.status.in_(OPEN))
    return tuple(session.scalars(going_on.order_by(ConventionDraftRow.changed_at.desc(), ConventionDraftRow.id)))


def draft_row(session: Session, draft_id: str, *, hold: bool = False) -> ConventionDraftRow:
    """One draft; AmendingError when there is none. `hold`: until the end of the transaction."""
    query = select(ConventionDraftRow).where(ConventionDraftRow.id == draft_id)
    row = session.scalar(query.with_for_update().execution_options(populate_existing=True) if hold else query)
    if row is None:
        raise AmendingError("Ce brouillon n’existe pas.")
    return row


def change_draft(
    session: Session, actor: Actor, draft_id: str, revision: int, change: Callable[[Content], Content], words: str, now: datetime
) -> ConventionDraftRow:
    """Save one change. `revision`: the one that was opened. `words`: what was changed, for the history.

    Raises ChangedMeanwhileError, AmendingError when the draft is no longer to be changed, and EditError from `change`.
    """
    row = draft_row(session, draft_id, hold=True)
    if row.status != DraftStatus.DRAFT.value:
        raise AmendingError("Cette version est proposée ou signée : reprenez-la avant de la changer.")
    if row.revision != revision:
        raise ChangedMeanwhileError
    content = change(row.content)
    if content == row.content:
        return row
    row.content, row.label = content, str(content["label"])
    row.revision += 1
    row.changed_by, row.changed_at = actor.id, now
    row.writers = sorted({*row.writers, actor.id})
    record(session, actor, Step.CHANGED, now, draft_id=row.id, words=words)
    return row


def acknowledge(session: Session, actor: Actor, draft_id: str, mark: str, now: datetime) -> None:
    """Say that a gap was seen, and that a person of the service will look at such requests."""
    row = draft_row(session, draft_id, hold=True)
    if row.status == DraftStatus.DRAFT.value and mark not in row.acknowledged:
        row.acknowledged = [*row.acknowledged, mark]
        record(session, actor, Step.GAP_SEEN, now, draft_id=row.id, words=mark)


def abandon(session: Session, actor: Actor, draft_id: str, words: str, now: datetime) -> None:
    """Give a draft up; it stays in the history."""
    row = draft_row(session, draft_id, hold=True)
    if row.status not in OPEN:
        raise AmendingError("Cette version est déjà publiée ou abandonnée.")
    row.status = DraftStatus.ABANDONED.value
    record(session, actor, Step.ABANDONED, now, draft_id=row.id, words=words)


def convention_in(row: ConventionDraftRow, version: int | None = None) -> Convention:
    """The convention that a draft would be; ConventionError, one French line, while something in it cannot be used.

    `version`: the number that it would get; its own or that of its base otherwise.
    """
    number = version or row.version or row.base_version
    return load_convention({**row.content, "version": number})


def problem_in(row: ConventionDraftRow) -> str | None:
    """The first thing that keeps a draft from being a convention, in one French line."""
    try:
        convention_in(row)
    except ConventionError as error:
        return str(error)
    return None
