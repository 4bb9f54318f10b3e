"""Who holds a conversation: a member of staff takes it, hands it back, ends it, or is no longer there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.dialogue import announce
from intake.live.names import SOMEBODY, first_name, name_of
from intake.live.texting import body_of, text_person
from intake.privacy import ASSISTANT, Actor, Indexer
from intake.requests import HandoverReason, Presence, existing_handoff, hand_over, hold_conversation, hold_request, store_replies
from intake.storage import ConversationRow, LiveRow, new_id
from intake.trail import note
from lexicon.codes import Channel

# Without a sign of the member for so long, the assistant has the conversation back.
LAPSES_AFTER = timedelta(minutes=10)
# Signs closer than this to the last one are not written.
_SIGNS_EVERY = timedelta(seconds=30)
_CHANNELS = (Channel.WEB.value, Channel.SMS.value)


class NotLiveError(LookupError):
    """There is no such conversation, or nobody can write in it: only the page and SMS are written."""


class HeldByOtherError(RuntimeError):
    """A colleague holds the conversation; the message is her name."""


class NotHeldError(RuntimeError):
    """The member does not hold the conversation any more."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What speaking outside of a turn needs."""

    indexer: Indexer
    daily_limit: int


def held_row(session: Session, conversation_id: str) -> ConversationRow:
    """The conversation, with its request, held until the end of the transaction; raises NotLiveError."""
    row = session.get(ConversationRow, conversation_id)
    if row is None or row.channel not in _CHANNELS:
        raise NotLiveError(conversation_id)
    hold_request(session, row.request_id)
    hold_conversation(session, conversation_id)
    session.refresh(row)
    return row


def take_over(session: Session, actor: Actor, conversation_id: str, now: datetime, *, indexer: Indexer, daily_limit: int) -> bool:
    """The assistant falls silent and the person is told who is there; False when the member held it already.

    A request that was not handed over is handed over now. Raises NotLiveError, HeldByOtherError.
    """
    row = held_row(session, conversation_id)
    live = _live(session, conversation_id)
    if row.held_by == actor.id:
        live.seen_at = now
        return False
    if row.held_by is not None:
        raise HeldByOtherError(name_of(session, row.held_by))
    if existing_handoff(session, row.request_id) is None:
        hand_over(session, row.request_id, reason=HandoverReason.HUMAN, now=now, indexer=indexer)
    who = first_name(session, actor.id)
    key, parts = ("live.joined", {"who": who}) if who else ("live.joined_role", {})
    speak(session, row, key, now, Setting(indexer, daily_limit), presence=Presence.STAFF, parts=parts)
    row.held_by = actor.id
    live.held_since = live.seen_at = now
    live.wanted_at = live.told_at = None
    note(session, actor, "take_over", row.request_id, now)
    session.flush()
    return True


def hand_back(session: Session, actor: Actor, conversation_id: str, now: datetime, *, indexer: Indexer, daily_limit: int) -> None:
    """The assistant speaks again, and asks again where it was. Raises NotLiveError, NotHeldError."""
    row = _mine(session, actor, conversation_id)
    note(session, actor, "hand_back", row.request_id, now)
    _release(session, row, "live.left", now, Setting(indexer, daily_limit))


def close(session: Session, actor: Actor, conversation_id: str, now: datetime, *, indexer: Indexer, daily_limit: int) -> None:
    """The talk is over: nothing more is asked, and what she still writes is added to her request. Raises NotLiveError, NotHeldError."""
    row = _mine(session, actor, conversation_id)
    note(session, actor, "close_live", row.request_id, now)
    _release(session, row, "live.closed", now, Setting(indexer, daily_limit), over=True)


def keep(session: Session, actor: Actor, conversation_id: str, now: datetime) -> None:
    """A sign of the member who holds it; anybody else's changes nothing."""
    row = session.get(ConversationRow, conversation_id)
    live = session.get(LiveRow, conversation_id)
    if row is not None and live is not None and row.held_by == actor.id and (live.seen_at is None or live.seen_at <= now - _SIGNS_EVERY):
        live.seen_at = now
        session.flush()


def lapse(session: Session, now: datetime, *, indexer: Indexer, daily_limit: int, limit: int = 20) -> int:
    """Give back to the assistant what is held by members who are no longer there; gives how many."""
    gone = select(LiveRow.conversation_id).where(LiveRow.held_since.is_not(None), LiveRow.seen_at <= now - LAPSES_AFTER)
    lapsed = 0
    for conversation_id in session.scalars(gone.order_by(LiveRow.seen_at).limit(limit)).all():
        row = held_row(session, conversation_id)
        live = session.get_one(LiveRow, conversation_id, populate_existing=True)
        if live.held_since is None or live.seen_at is None or live.seen_at > now - LAPSES_AFTER:
            # She is back, or another worker was faster.
            continue
        note(session, ASSISTANT, "live_lapsed", row.request_id, now)
        _release(session, row, "live.lapsed", now, Setting(indexer, daily_limit))
        lapsed += 1
    return lapsed


def _mine(session: Session, actor: Actor, conversation_id: str) -> ConversationRow:
    row = held_row(session, conversation_id)
    if row.held_by != actor.id:
        raise NotHeldError(conversation_id)
    return row


def _live(session: Session, conversation_id: str) -> LiveRow:
    row = session.get(LiveRow, conversation_id, populate_existing=True)
    if row is None:
        row = LiveRow(conversation_id=conversation_id)
        session.add(row)
    return row


def _release(session: Session, row: ConversationRow, key: str, now: datetime, setting: Setting, *, over: bool = False) -> None:
    who = (first_name(session, row.held_by) if row.held_by else None) or SOMEBODY
    row.held_by = None
    live = _live(session, row.id)
    live.held_since = live.seen_at = None
    session.flush()
    speak(session, row, key, now, setting, presence=Presence.ASSISTANT, go_back=True, over=over, parts={"who": who})


def speak(
    session: Session,
    row: ConversationRow,
    key: str,
    now: datetime,
    setting: Setting,
    *,
    presence: Presence | None = None,
    go_back: bool = False,
    over: bool = False,
    parts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Say a sentence outside of a turn: into the log, and by SMS where she writes by SMS."""
    answered = announce(session, row.id, key, now=now, indexer=setting.indexer, presence=presence, go_back=go_back, over=over, parts=parts)
    said = store_replies(session, row.id, replies=list(answered.replies), now=now, state=answered.state.model_dump(mode="json"))
    if row.channel == Channel.SMS.value:
        text_person(session, row.id, body=body_of(said), key=f"live:{new_id()}", now=now, daily_limit=setting.daily_limit)
