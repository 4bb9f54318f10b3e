"""Making two requests of one person one, without losing anything, and putting them back as they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from intake.deciding import close_merged, reopen_separated
from intake.draft import Answer, Draft
from intake.duplicates.moving import Moved, move, move_back
from intake.privacy import Actor, Indexer
from intake.requests import hold_request, is_merged, load_draft, note_access, record_answer, refresh, reindex, renew_case
from intake.storage import (
    OVER,
    AccountPartRow,
    AnswerRow,
    ConversationRow,
    DangerRow,
    HandoffRow,
    MergeRow,
    MessageRow,
    RequestRow,
    TopicRow,
    UtcDateTime,
    new_id,
)
from lexicon.codes import AnswerStatus, HandoffStatus, SaidBy

# How far a hand-off has got: the furthest is kept, so that nothing decided is decided again.
_FAR: Final = (HandoffStatus.WAITING_PERSON, HandoffStatus.ACCEPTED, HandoffStatus.IN_REVIEW, HandoffStatus.NEW)
_REQUEST_COLUMNS: Final = ("first_message_at", "last_message_at")


class MergeError(ValueError):
    """The two cannot be merged, or put back, now; the message is a French sentence that says why."""


def merge(session: Session, actor: Actor, handoff_id: str, other_id: str, *, now: datetime, indexer: Indexer) -> MergeRow:
    """Merge two open hand-offs: the one that has got further stays, the first received when both are as far.

    Conversations, account, answers, topics, dangers and all else that hangs on the other go to the kept one, whose
    reference and the other's both lead there; the other closes as « suivie dans une autre demande ». Doing it twice is
    doing it once. Raises MergeError, and LookupError for a hand-off that the session does not see.
    """
    one, two = session.get(HandoffRow, handoff_id), session.get(HandoffRow, other_id)
    if one is None or two is None:
        raise LookupError("demande inconnue")
    if one.request_id == two.request_id:
        raise MergeError("C’est la même demande.")
    for request_id in sorted((one.request_id, two.request_id)):
        hold_request(session, request_id)
    session.refresh(one)
    session.refresh(two)
    if (done := _between(session, one.request_id, two.request_id)) is not None:
        return done
    if is_merged(session, one.request_id) or is_merged(session, two.request_id):
        raise MergeError("L’une des deux demandes a déjà été réunie à une autre.")
    if one.status in OVER or two.status in OVER:
        raise MergeError("Seules deux demandes ouvertes peuvent être réunies.")
    kept, merged = sorted((one, two), key=lambda row: (_FAR.index(HandoffStatus(row.status)), row.created_at, row.id))
    return _merge(session, actor, kept, merged, now=now, indexer=indexer)


def _between(session: Session, *requests: str) -> MergeRow | None:
    both = (MergeRow.kept_request_id.in_(requests), MergeRow.merged_request_id.in_(requests))
    return session.scalar(select(MergeRow).where(*both, MergeRow.undone_at.is_(None)))


def _merge(session: Session, actor: Actor, kept: HandoffRow, merged: HandoffRow, *, now: datetime, indexer: Indexer) -> MergeRow:
    drafts = load_draft(session, merged.request_id), load_draft(session, kept.request_id)
    requests = hold_request(session, kept.request_id), hold_request(session, merged.request_id)
    before = {"kept": _columns(kept), "merged": _columns(merged), "request": _some(requests[0])}
    row = MergeRow(id=new_id(), kept_request_id=kept.request_id, merged_request_id=merged.request_id, moved={}, at=now, by=actor.id)
    session.add(row)
    session.flush()
    moved = move(session, _ends(kept, merged))
    session.expire_all()
    _say_again(session, row, *drafts, now=now)
    _bring_together(kept, merged, *requests)
    close_merged(session, actor, merged, now)
    session.flush()
    refresh(session, kept.request_id, now=now, indexer=indexer)
    reindex(session, merged.request_id, indexer)
    after = {"kept": _columns(kept), "merged": _columns(merged), "request": _some(requests[0])}
    row.moved = {"rows": moved, "before": before, "after": after}
    for request_id in (kept.request_id, merged.request_id):
        note_access(session, actor, "merge", request_id, now)
    session.flush()
    return row


def _ends(kept: HandoffRow, merged: HandoffRow) -> dict[str, tuple[str, str]]:
    return {"requests.id": (merged.request_id, kept.request_id), "handoffs.id": (merged.id, kept.id)}


def _bring_together(kept: HandoffRow, merged: HandoffRow, request: RequestRow, other: RequestRow) -> None:
    """The earliest promise, the first contact, the urgency and the worker of either hold for both."""
    kept.urgent = kept.urgent or merged.urgent
    kept.due_at = min(kept.due_at, merged.due_at)
    kept.assigned_to = kept.assigned_to or merged.assigned_to
    if merged.first_contact_at is not None and (kept.first_contact_at is None or merged.first_contact_at < kept.first_contact_at):
        kept.first_contact_at, kept.first_contact_by = merged.first_contact_at, merged.first_contact_by
    first, last = (sorted(at for at in times if at) for times in _times(request, other))
    request.first_message_at = first[0] if first else None
    request.last_message_at = last[-1] if last else None


def _times(request: RequestRow, other: RequestRow) -> tuple[list[datetime | None], list[datetime | None]]:
    return [request.first_message_at, other.first_message_at], [request.last_message_at, other.last_message_at]


def _say_again(session: Session, row: MergeRow, merged: Draft, kept: Draft, *, now: datetime) -> None:
    """A value known in one request counts, though « je ne sais pas », or less sure, was said later in the other."""
    whole = load_draft(session, row.kept_request_id)
    for code, answer in whole.answers.items():
        known = max((draft.answers[code] for draft in (kept, merged) if draft.value(code) is not None), key=_sure, default=None)
        if known is not None and _sure(known) > _sure(answer):
            record_answer(
                session,
                row.kept_request_id,
                row.id,
                field=code,
                value=known.value,
                words=known.words,
                status=known.status,
                said_by=known.said_by,
                now=now,
            )


def _sure(answer: Answer) -> tuple[bool, ...]:
    """How much an answer counts: that calling is a danger above all, then her own words above a third party's, told above deduced."""
    danger = (answer.field, answer.value) == ("safe_contact", "non")
    return answer.known, answer.known and danger, answer.said_by is not SaidBy.OTHER, answer.status is not AnswerStatus.DEDUCED


def last_merge(session: Session, request_id: str) -> MergeRow | None:
    """The merge in which this request, kept or merged, was last made one with another; None when it stands by itself."""
    concerned = MergeRow.kept_request_id.in_([request_id]) | MergeRow.merged_request_id.in_([request_id])
    return session.scalar(select(MergeRow).where(concerned, MergeRow.undone_at.is_(None)).order_by(MergeRow.id.desc()).limit(1))


def undo(session: Session, actor: Actor, merge_id: str, *, now: datetime, indexer: Indexer) -> MergeRow:
    """Put two merged requests back as they were; what was added since in a conversation goes with it. Twice is once.

    Raises MergeError while a later merge stands on this one, and LookupError when there is no such merge to be seen.
    """
    row = session.get(MergeRow, merge_id)
    rows = [] if row is None else _both(session, row)
    if row is None or len(rows) != 2:
        raise LookupError("réunion inconnue")
    kept, merged = rows
    for request_id in sorted((kept.request_id, merged.request_id)):
        hold_request(session, request_id)
    session.refresh(row)
    if row.undone_at is not None:
        return row
    newest = last_merge(session, row.kept_request_id)
    if newest is not None and newest.id != row.id:
        raise MergeError("Cette demande a été réunie à une autre depuis : séparez d’abord celle-ci.")
    _put_back(session, row, kept, merged)
    reopen_separated(session, actor, merged, now)
    row.undone_at, row.undone_by = now, actor.id
    session.flush()
    touched = _restore(session, row, kept, merged)
    for handoff, changed in ((kept, touched[0]), (merged, touched[1])):
        if changed:
            refresh(session, handoff.request_id, now=now, indexer=indexer)
        else:
            reindex(session, handoff.request_id, indexer)
            renew_case(session, handoff.request_id)
        note_access(session, actor, "undo_merge", handoff.request_id, now)
    session.flush()
    return row


def _both(session: Session, row: MergeRow) -> list[HandoffRow]:
    found = [
        session.scalar(select(HandoffRow).where(HandoffRow.request_id == request_id))
        for request_id in (row.kept_request_id, row.merged_request_id)
    ]
    return [handoff for handoff in found if handoff is not None]


def _put_back(session: Session, row: MergeRow, kept: HandoffRow, merged: HandoffRow) -> None:
    moved: Moved = row.moved["rows"]
    session.execute(delete(AnswerRow).where(AnswerRow.request_id == row.kept_request_id, AnswerRow.message_id == row.id))
    move_back(session, moved, _ends(kept, merged))
    # What the person added meanwhile in a conversation that goes back goes back with it.
    conversations = select(ConversationRow.id).where(ConversationRow.request_id == row.merged_request_id)
    messages = select(MessageRow.id).where(MessageRow.conversation_id.in_(conversations), MessageRow.at >= row.at)
    for table in (AccountPartRow, AnswerRow, DangerRow, TopicRow):
        here: list[ColumnElement[bool]] = [table.request_id == row.kept_request_id, table.message_id.in_(messages)]
        if table is TopicRow:
            known = select(TopicRow.code).where(TopicRow.request_id == row.merged_request_id)
            here.append(TopicRow.code.not_in(known.scalar_subquery()))
        session.execute(update(table).where(*here).values(request_id=row.merged_request_id).execution_options(synchronize_session=False))
    session.expire_all()


def _restore(session: Session, row: MergeRow, kept: HandoffRow, merged: HandoffRow) -> tuple[bool, bool]:
    """Columns nobody touched since the merge get their value back; tells whether each hand-off was touched since."""
    before, after = row.moved["before"], row.moved["after"]
    request = hold_request(session, row.kept_request_id)
    touched = _columns(kept) != after["kept"], _columns(merged) != after["merged"]
    new_words = request.last_message_at is not None and request.last_message_at > row.at
    for part, target in (("kept", kept), ("merged", merged), ("request", request)):
        now_are = _some(target) if isinstance(target, RequestRow) else _columns(target)
        for name, value in before[part].items():
            if now_are[name] == after[part][name]:
                setattr(target, name, _value(target, name, value))
    session.flush()
    return touched[0] or new_words, touched[1] or new_words


def _columns(row: HandoffRow) -> dict[str, Any]:
    return {column.name: _plain(getattr(row, column.name)) for column in HandoffRow.__table__.columns if column.name not in _FIXED}


_FIXED: Final = frozenset({"id", "request_id", "reference", "channel", "created_at"})


def _some(request: RequestRow) -> dict[str, Any]:
    return {name: _plain(getattr(request, name)) for name in _REQUEST_COLUMNS}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _value(row: HandoffRow | RequestRow, name: str, stored: Any) -> Any:
    timed = isinstance(row.__table__.columns[name].type, UtcDateTime)
    return datetime.fromisoformat(stored) if timed and stored is not None else stored
