"""The conversations in which somebody is there now, and one of them as it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from desk.views.handoff import Told
from desk.views.words import ago, lasting, moment
from intake.clock import PARIS
from intake.labels import capital
from intake.live import LiveTalk
from intake.privacy import Actor
from intake.requests import HandoffView, Item, reference_in_pairs
from lexicon.codes import Channel, MessageKind, Sender

# Past this without a message she may be gone: the hand-off page no longer offers to take the conversation.
STILL_THERE = timedelta(minutes=15)

Holder = Literal["me", "other", "nobody"]


@dataclass(frozen=True, slots=True)
class LiveLine:
    """One conversation of the list."""

    id: str
    reference: str
    where: str
    antenna: str | None
    last: str
    waits: str | None
    told: bool
    holder: Holder
    held_by: str | None


@dataclass(frozen=True, slots=True)
class LiveScreen:
    """One conversation. `told` is None where nothing is shown before it is taken: the person has handed nothing over yet."""

    line: LiveLine
    handoff_id: str | None
    account: tuple[Told, ...]
    told: tuple[Told, ...] | None
    seq: int
    by_sms: bool


def holder_of(talk: LiveTalk, actor: Actor) -> Holder:
    """Whether the conversation is held by who looks, by a colleague or by nobody."""
    return "nobody" if talk.held_by is None else "me" if talk.held_by == actor.id else "other"


def still_there(talk: LiveTalk, now: datetime) -> bool:
    """True while the person wrote a short time ago."""
    return now - talk.last_at < STILL_THERE


def live_line(talk: LiveTalk, antennas: Mapping[str, str], actor: Actor, now: datetime) -> LiveLine:
    """A line of the list; `antennas` gives the name of each code."""
    return LiveLine(
        id=talk.id,
        reference=reference_in_pairs(talk.reference),
        where="par SMS" if talk.channel is Channel.SMS else "sur la page",
        antenna=antennas.get(talk.antenna, talk.antenna) if talk.antenna else None,
        last=ago(_seconds(talk.last_at, now)),
        waits=lasting(_seconds(talk.wants, now)) if talk.wants else None,
        told=talk.told,
        holder=holder_of(talk, actor),
        held_by=talk.holder,
    )


def live_screen(
    talk: LiveTalk, view: HandoffView | None, items: Iterable[Item] | None, antennas: Mapping[str, str], actor: Actor, now: datetime
) -> LiveScreen:
    """The screen of one conversation; `view` and `items` are None while nothing may be read of it."""
    today = now.astimezone(PARIS).date()
    known = None if items is None else list(items)
    account = view.draft.account if view else ()
    return LiveScreen(
        line=live_line(talk, antennas, actor, now),
        handoff_id=talk.handoff_id,
        account=tuple(Told(capital(said.said_by.label), moment(said.at, today), said.text, by_person=True) for said in account),
        told=None if known is None else live_messages(known, now),
        seq=known[-1].seq if known else 0,
        by_sms=talk.channel is Channel.SMS,
    )


def live_messages(items: Iterable[Item], now: datetime) -> tuple[Told, ...]:
    """The messages as they are shown."""
    today = now.astimezone(PARIS).date()
    return tuple(_told(item, moment(item.at, today)) for item in items)


def _told(item: Item, at: str) -> Told:
    safety = item.reply is not None and item.reply.kind is MessageKind.SAFETY
    by_person = item.sender is Sender.PERSON
    text = item.text if item.text.strip() or not by_person else "(rien d’écrit)"
    return Told(capital(item.sender.label), at, text, by_person, "consigne de sécurité, envoyée d’elle-même" if safety else "")


def _seconds(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))
