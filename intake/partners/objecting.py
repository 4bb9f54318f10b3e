"""The person objects: by answering NON to the text, or to a member of staff. Contact stops; a human closes, nothing closes by itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.calling_back import CallResult
from intake.outbox import TextStatus, enqueue_text, withdraw_text
from intake.partners.informing import REFUSED, Sender, sentence, text_of
from intake.privacy import PERSON, Actor, ActorKind
from intake.requests import Reply, convention_of, existing_handoff, hold_request, kept_request, receive, store_replies
from intake.storage import ContactAttemptRow, PartnerFilingRow, TextThreadRow
from intake.trail import note
from lexicon import plain

# An answer that comes later than this is no answer to that text.
ANSWERS_FOR: Final = timedelta(days=60)
_NO = re.compile(
    r"(?:non+|je (?:ne )?refuse|refus|je (?:ne )?suis pas d accord|pas d accord|(?:je )?(?:ne )?(?:veux|souhaite) pas)"
    r"(?: merci| non| je (?:ne )?refuse| je (?:ne )?(?:veux|souhaite) pas| (?:d |l )?(?:etre )?(?:appel|appels|appelee?|appeler))*"
    r"|arret(?:ez)?(?: d appeler)?|(?:non )?(?:ne )?m appelez pas|(?:non )?n appelez pas|(?:non )?ne pas (?:m )?appeler"
)


def is_no(text: str) -> bool:
    """Whether a text, taken whole, refuses to be called."""
    return _NO.fullmatch(" ".join(re.findall(r"[a-z0-9]+", plain(text)))) is not None


def open_notices(session: Session, token: str, now: datetime, *, asked: bool = False) -> list[PartnerFilingRow]:
    """What a number was informed of by text and has not refused.

    `asked`: a « non » would answer what the assistant asks its owner by text; what she was told before that is left out.
    """
    mine = (PartnerFilingRow.person_token == token, PartnerFilingRow.objected_at.is_(None), PartnerFilingRow.filed_at > now - ANSWERS_FOR)
    thread = session.get(TextThreadRow, token)
    found = []
    for filing in session.scalars(select(PartnerFilingRow).where(*mine).order_by(PartnerFilingRow.filed_at).with_for_update()):
        text = text_of(session, filing)
        if text is None or text.status != TextStatus.SENT.value or text.sent_at is None:
            continue
        asked_since = thread is not None and thread.last_at > text.sent_at
        if not (asked and asked_since):
            found.append(filing)
    return found


def object_by_text(
    session: Session,
    filings: list[PartnerFilingRow],
    *,
    sid: str,
    text: str,
    number: str,
    now: datetime,
    answer_from: Sender | None = None,
) -> bool:
    """Note that the owner of a number refuses, and tell her that it is noted, once; False when there is nothing to refuse.

    `text` is kept in the exchange of each request. Without `answer_from` nothing is answered: the carrier has done so.
    """
    told = False
    for filing in filings:
        request_id = hold_request(session, kept_request(session, filing.request_id)).id
        received = receive(session, filing.id, text=text, client_id=sid, now=now, silent=True)
        if received.answered:
            continue
        convention = convention_of(session, hold_request(session, request_id).convention_version)
        body = sentence(session, convention, REFUSED) if answer_from and not told else ""
        replies = [Reply(text=body)] if body else []
        store_replies(session, filing.id, replies=replies, now=now, answers=received)
        if body and answer_from and filing.person_token:
            told = True
            enqueue_text(
                session,
                key=f"sms:{sid}",
                to=number,
                sender=answer_from.number,
                body=body,
                recipient_token=filing.person_token,
                conversation_id=filing.id,
                now=now,
                daily_limit=answer_from.daily_limit,
            )
        _object(session, PERSON, filing, request_id, now)
    return bool(filings)


def note_objection(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """The person told a member of staff that she objects; a text that waits for her does not leave. False when nothing was filed."""
    filings = filings_on(session, request_id)
    for filing in filings:
        withdraw_text(session, f"partner_notice:{filing.id}")
        if filing.objected_at is None:
            _object(session, actor, filing, request_id, now)
    return bool(filings)


def withdraw_objection(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """She agrees after all, or it was noted by mistake; False when nothing was filed."""
    filings = filings_on(session, request_id)
    for filing in filings:
        if filing.objected_at is not None:
            mine = (
                ContactAttemptRow.request_id == request_id,
                ContactAttemptRow.staff_id == PERSON.id,
                ContactAttemptRow.undone_at.is_(None),
            )
            for attempt in session.scalars(select(ContactAttemptRow).where(*mine)):
                attempt.undone_at = now
            filing.objected_at, filing.objected_by = None, None
            # The text was withdrawn, or answered: she has been spoken with.
            filing.informed_at, filing.informed_by = now, actor.id
            _changed(session, request_id, now)
            note(session, actor, "objection_withdrawn", request_id, now)
    session.flush()
    return bool(filings)


def note_informed(session: Session, actor: Actor, request_id: str, now: datetime) -> bool:
    """A member of staff told the person who gave us her number, and that she may refuse; False when nothing was filed."""
    filings = filings_on(session, request_id)
    for filing in filings:
        if filing.informed_at is None:
            withdraw_text(session, f"partner_notice:{filing.id}")
            filing.informed_at, filing.informed_by = now, actor.id
            note(session, actor, "person_informed", request_id, now)
    session.flush()
    return bool(filings)


def objects(session: Session, request_id: str) -> bool:
    """Whether the person objects to what was filed for her: nobody calls her or writes to her."""
    mine = (PartnerFilingRow.request_id == request_id, PartnerFilingRow.objected_at.is_not(None))
    return session.scalar(select(PartnerFilingRow.id).where(*mine).limit(1)) is not None


def filings_on(session: Session, request_id: str) -> list[PartnerFilingRow]:
    """What partners filed on a request, the oldest first; the caller leaves the trace."""
    return list(
        session.scalars(select(PartnerFilingRow).where(PartnerFilingRow.request_id == request_id).order_by(PartnerFilingRow.filed_at))
    )


def _object(session: Session, actor: Actor, filing: PartnerFilingRow, request_id: str, now: datetime) -> None:
    filing.objected_at, filing.objected_by = now, actor.id if actor.kind is ActorKind.STAFF else ""
    # On the list of whom to call, who does not want to be called stands apart.
    session.add(
        ContactAttemptRow(
            request_id=request_id, staff_id=PERSON.id, result=CallResult.REFUSED.value, note=None, at=now, next_at=None, undone_at=None
        )
    )
    _changed(session, request_id, now)
    note(session, actor, "objection", request_id, now)
    session.flush()


def _changed(session: Session, request_id: str, now: datetime) -> None:
    handoff = existing_handoff(session, request_id)
    if handoff is not None:
        handoff.updated_at = now
