"""Telling the person that somebody gave us her number: by a discreet text where that is safe, else by voice at the first call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import phonenumbers
from phonenumbers import PhoneNumberType
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.convention import Convention, sample_convention
from intake.dialogue import say
from intake.directory import service_antenna
from intake.draft import Draft
from intake.labels import code_of
from intake.outbox import Delivery, Enqueued, TextStatus, enqueue_text
from intake.partners.codes import Notice
from intake.privacy import Indexer
from intake.requests import antennas, hours_of
from intake.storage import OutboxRow, PartnerFilingRow
from intake.summary import spoken_phone
from lexicon.codes import Channel, DangerKind

NOTICE, REFUSED = "sms.partner_notice", "sms.partner_refused"
_MOBILES = ("+336", "+337")
_FROM, _UNTIL = time(9), time(18)
_LOST = (Delivery.FAILED.value, Delivery.UNDELIVERED.value, Delivery.CANCELED.value)


@dataclass(frozen=True, slots=True)
class Sender:
    """From where texts leave, "" when none can, and how many a number gets in a day."""

    number: str = field(repr=False)
    daily_limit: int


def inform(
    session: Session, filing: PartnerFilingRow, draft: Draft, convention: Convention, *, now: datetime, indexer: Indexer, sender: Sender
) -> None:
    """Choose how the person is informed, and put the text in the outbox where it may leave; never before nine nor after six."""
    notice = notice_for(draft)
    phone = draft.value("phone")
    if isinstance(phone, str):
        filing.person_token = indexer.token("phone", phone)
    if notice is Notice.TEXT:
        body = sentence(session, convention, NOTICE)
        notice = Notice.NO_TEXTS
        if body and sender.number and isinstance(phone, str) and filing.person_token:
            became = enqueue_text(
                session,
                key=_key(filing),
                to=phone,
                sender=sender.number,
                body=body,
                recipient_token=filing.person_token,
                conversation_id=filing.id,
                now=now,
                daily_limit=sender.daily_limit,
                not_before=decent_time(convention, now),
            )
            notice = Notice.TEXT if became in (Enqueued.QUEUED, Enqueued.DUPLICATE) else Notice.NO_TEXTS
    filing.notice = notice.value


def notice_for(draft: Draft) -> Notice:
    """How the person of a draft may be informed, as far as what is known of her goes."""
    phone, safe = draft.value("phone"), draft.value("safe_contact")
    beaten = draft.danger is not None and draft.danger.kind is DangerKind.VIOLENCE
    if safe == "non" or ((beaten or any(topic.code == "violence" for topic in draft.topics)) and safe != "oui"):
        return Notice.UNSAFE
    if not isinstance(phone, str):
        return Notice.NO_PHONE
    return Notice.TEXT if is_mobile(phone) else Notice.NO_MOBILE


def is_mobile(number: str) -> bool:
    """Whether a number (E.164) takes texts."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
    # The library does not know the numbers that are kept for invented people, 06 39 98.
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE) or number.startswith(_MOBILES)


def decent_time(convention: Convention, now: datetime) -> datetime:
    """Now, or the next working day's nine o'clock when it is evening, night or a day off."""
    hours, local = hours_of(convention), now.astimezone(PARIS)
    if hours.works_on(local.date()) and _FROM <= local.time() < _UNTIL:
        return now
    day = local.date() if local.time() < _FROM else local.date() + timedelta(days=1)
    while not hours.works_on(day):
        day += timedelta(days=1)
    return datetime.combine(day, _FROM, PARIS)


def sentence(session: Session, convention: Convention, key: str) -> str:
    """A text of the convention with the service's number, or of the one that ships; empty while no number is known."""
    antenna = service_antenna(antennas(session))
    said_by = convention if key in convention.sentences else sample_convention()
    return say(said_by, key, Channel.SMS, False, phone=spoken_phone(antenna.phone)) if antenna else ""


@dataclass(frozen=True, slots=True)
class Informed:
    """How far the informing of a person got; `by_voice` says why the first call must tell her, "" when it need not."""

    text_at: datetime | None = None
    text_waits_until: datetime | None = None
    voice_at: datetime | None = None
    by_voice: str = ""


def informed(session: Session, filing: PartnerFilingRow) -> Informed:
    """How far it got, as the carrier told it."""
    if filing.informed_at is not None:
        return Informed(voice_at=filing.informed_at)
    if filing.notice != Notice.TEXT.value:
        return Informed(by_voice=(code_of(Notice, filing.notice) or Notice.NO_TEXTS).label)
    text = text_of(session, filing)
    if text is None or text.status in (TextStatus.GIVEN_UP.value, TextStatus.CANCELLED.value) or text.delivery in _LOST:
        return Informed(by_voice="le SMS n’est pas arrivé")
    if text.status == TextStatus.SENT.value:
        return Informed(text_at=text.sent_at or text.due_at)
    return Informed(text_waits_until=text.created_at)


def text_of(session: Session, filing: PartnerFilingRow) -> OutboxRow | None:
    """The text that informs her, wherever it stands."""
    return session.scalar(select(OutboxRow).where(OutboxRow.key == _key(filing)))


def _key(filing: PartnerFilingRow) -> str:
    return f"partner_notice:{filing.id}"
