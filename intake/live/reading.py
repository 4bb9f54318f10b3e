"""The conversations in which somebody is there now, as the desk shows them: a reference and times, and nobody's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from intake.dialogue import State
from intake.directory import antenna_for
from intake.live.names import name_of
from intake.privacy import Actor
from intake.requests import Item, antennas, load_draft, messages_after, note_access
from intake.storage import ConversationRow, HandoffRow, LiveRow, MessageRow, RequestRow
from lexicon.codes import Channel, Mode, Role, Sender

# She wrote within this time: she may still be there.
RECENT = timedelta(minutes=30)
_CHANNELS = (Channel.WEB.value, Channel.SMS.value)
_MOST = 100


@dataclass(frozen=True, slots=True)
class LiveTalk:
    """One conversation. `handoff_id` is None until its request is handed over: then nobody of the staff reads it.

    `wants`: since when she waits for somebody; `told`: she was told that nobody could answer.
    """

    id: str
    request_id: str
    reference: str
    handoff_id: str | None
    channel: Channel
    antenna: str | None
    last_at: datetime
    wants: datetime | None
    told: bool
    held_by: str | None
    holder: str | None


def live_talks(session: Session, actor: Actor, now: datetime) -> tuple[LiveTalk, ...]:
    """Those that the actor may take and in which the person wrote in the last half hour, who waits for somebody first.

    A finished one counts only while she waits for somebody in it or somebody holds it. Leaves a read trace each.
    """
    found = tuple(sorted(_talks(session, actor, now), key=_order))
    for talk in found:
        note_access(session, actor, "list", talk.request_id, now)
    return found


def live_mark(session: Session, actor: Actor, now: datetime) -> str:
    """A short mark that changes when `live_talks` does; names nobody and leaves no trace."""
    parts = [(talk.id, talk.wants, talk.told, talk.held_by, talk.last_at, talk.handoff_id) for talk in _talks(session, actor, now)]
    return hashlib.sha256(repr(sorted(parts, key=lambda part: part[0])).encode()).hexdigest()[:16]


def find_live(session: Session, actor: Actor, conversation_id: str) -> LiveTalk | None:
    """One conversation that the actor may take, however long ago she wrote; None when there is none."""
    return next(_read(session, actor, ConversationRow.id == conversation_id), None)


def live_of_request(session: Session, actor: Actor, request_id: str) -> LiveTalk | None:
    """The conversation of a request in which the person wrote last, or that a member holds; None when it cannot be taken."""
    talks = list(_read(session, actor, ConversationRow.request_id == request_id))
    return max(talks, key=lambda talk: (talk.held_by is not None, talk.last_at), default=None)


def read_live(session: Session, actor: Actor, talk: LiveTalk, now: datetime, after: int = 0) -> list[Item]:
    """The messages of a conversation; leaves a read trace when there are any."""
    items = messages_after(session, talk.id, after)
    if items:
        note_access(session, actor, "transcript", talk.request_id, now)
    return items


def _order(talk: LiveTalk) -> tuple[bool, bool, float]:
    waits = talk.wants is not None and talk.held_by is None
    return (not waits, talk.held_by is not None, -talk.last_at.timestamp())


def _talks(session: Session, actor: Actor, now: datetime) -> Iterator[LiveTalk]:
    # By its own index: asked of the joined row, every request that ever was would be looked at.
    recent = ConversationRow.request_id.in_(select(RequestRow.id).where(RequestRow.last_message_at >= now - RECENT))
    held = ConversationRow.id.in_(select(LiveRow.conversation_id).where(LiveRow.held_since.is_not(None)))
    for talk in _read(session, actor, or_(recent, held)):
        if talk.held_by is not None or talk.last_at >= now - RECENT:
            row = session.get_one(ConversationRow, talk.id)
            if talk.held_by or talk.wants or State.model_validate(row.state).mode is not Mode.SENT:
                yield talk


def _may_take(session: Session, actor: Actor, request_id: str, antenna: str | None) -> bool:
    """For a request without a hand-off in sight: out of her sight, it is not hers; not handed over yet, it goes by its antenna."""
    # The table itself: the actor's narrowed view would say that there is none.
    table = HandoffRow.__table__
    if session.scalar(select(table.c.id).where(table.c.request_id == request_id)) is not None:
        return False
    match actor.role:
        case Role.SECRETARY:
            return True
        case Role.SOCIAL_WORKER:
            return antenna is None or antenna == actor.antenna
        case _:
            return False


def _read(session: Session, actor: Actor, which: ColumnElement[bool]) -> Iterator[LiveTalk]:
    last = (
        select(func.max(MessageRow.at))
        .where(MessageRow.conversation_id == ConversationRow.id, MessageRow.sender == Sender.PERSON.value)
        .scalar_subquery()
    )
    query = (
        select(ConversationRow, RequestRow.reference, LiveRow, last)
        .join(RequestRow, RequestRow.id == ConversationRow.request_id)
        .outerjoin(LiveRow, LiveRow.conversation_id == ConversationRow.id)
        .where(which, ConversationRow.channel.in_(_CHANNELS), last.is_not(None))
        .order_by(RequestRow.last_message_at.desc())
        .limit(_MOST)
    )
    for row, reference, live, last_at in session.execute(query).all():
        handed = session.scalar(select(HandoffRow).where(HandoffRow.request_id == row.request_id))
        antenna = handed.antenna if handed else None
        if handed is None:
            code = load_draft(session, row.request_id).value("postal_code")
            found = antenna_for(antennas(session), code if isinstance(code, str) else None)
            antenna = found.code if found else None
            if not _may_take(session, actor, row.request_id, antenna):
                continue
        yield LiveTalk(
            id=row.id,
            request_id=row.request_id,
            reference=reference,
            handoff_id=handed.id if handed else None,
            channel=Channel(row.channel),
            antenna=antenna,
            last_at=last_at,
            wants=live.wanted_at if live else None,
            told=live is not None and live.told_at is not None,
            held_by=row.held_by,
            holder=name_of(session, row.held_by) if row.held_by else None,
        )
