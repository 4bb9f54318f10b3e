"""A partner's form becomes a request and its hand-off: once for each form, however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.convention import Convention
from intake.draft import DangerHeard, TopicHeard
from intake.partners.accounts import Partner
from intake.partners.codes import ORIGINS
from intake.partners.form import Filled
from intake.partners.informing import Sender, inform
from intake.privacy import Indexer
from intake.reading import read_answer
from intake.requests import (
    HandoverReason,
    add_account,
    add_danger,
    add_topics,
    existing_handoff,
    hand_over,
    kept_request,
    load_draft,
    note_access,
    open_conversation,
    receive,
    record_answer,
)
from intake.storage import PartnerFilingRow, RequestRow, hold_name
from intake.story import facts_from_story
from lexicon import mask_nir
from lexicon.codes import AnswerStatus, Channel, SaidBy

# A partner who files more than that in a day calls us: her account may be in other hands.
MOST_IN_A_DAY = 60


class TooManyFilingsError(RuntimeError):
    """A partner has filed a great deal today."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the partner keeps: the reference of the request, and by when the person is to be contacted."""

    reference: str
    due_at: datetime
    # The same form had been sent before: nothing was changed.
    again: bool


def file_for(
    session: Session,
    partner: Partner,
    filled: Filled,
    *,
    key: str,
    convention: Convention,
    danger: DangerHeard | None,
    now: datetime,
    indexer: Indexer,
    random: Random,
    sender: Sender,
) -> Filed:
    """Hand over what a partner filled in. `key` (a UUID) stands for her form: the same again changes nothing.

    Raises LookupError for the key of somebody else's form, and TooManyFilingsError, which a danger passes.
    """
    # Two clicks at once are one form.
    hold_name(session, f"partner_filing:{key}")
    known = session.get(PartnerFilingRow, key)
    if known is not None:
        if known.partner_id != partner.id:
            raise LookupError("formulaire inconnu")
        handed = existing_handoff(session, kept_request(session, known.request_id))
        due_at = known.filed_at if handed is None else handed.due_at
        return Filed(session.get_one(RequestRow, known.request_id).reference, due_at, again=True)
    if danger is None and _today(session, partner, now) >= MOST_IN_A_DAY:
        raise TooManyFilingsError
    talk = open_conversation(
        session,
        channel=Channel.PARTNER,
        locale="fr",
        version=convention.version,
        now=now,
        random=random,
        state={},
        conversation_id=key,
    )
    account = mask_nir(filled.account)
    message = receive(session, talk.id, text=account, client_id="form", now=now)
    recording = _Recording(session, talk.request_id, message.id, now)
    _speaker(recording, partner, convention, now)
    for code, taken in filled.answers.items():
        recording.put(code, taken.value, taken.words, taken.status)
    for code, words in filled.unread.items():
        # Kept for a human: with a danger nobody waits until it is corrected.
        recording.put(code, None, mask_nir(words), AnswerStatus.UNKNOWN)
    if account:
        add_account(session, talk.request_id, message.id, text=account, said_by=SaidBy.OTHER, now=now)
        recording.deduce(account, convention)
    add_topics(session, talk.request_id, message.id, [TopicHeard(code=code) for code in filled.topics])
    if danger is not None:
        add_danger(session, talk.request_id, message.id, danger, now)
    reason = HandoverReason.FORM if danger is None else HandoverReason.DANGER
    row = hand_over(session, talk.request_id, reason=reason, now=now, indexer=indexer)
    filing = PartnerFilingRow(
        id=key,
        partner_id=partner.id,
        request_id=talk.request_id,
        initials=initials(filled.answers["name"].value if "name" in filled.answers else None),
        filed_at=now,
        notice="",
    )
    inform(session, filing, load_draft(session, talk.request_id), convention, now=now, indexer=indexer, sender=sender)
    session.add(filing)
    note_access(session, partner.actor, "partner_file", talk.request_id, now)
    session.flush()
    return Filed(row.reference, row.due_at, again=False)


def initials(name: Any) -> str:
    """« J. M. »: all that a partner is shown again of a name; empty when there is none."""
    parts = [name.get("first"), name.get("last")] if isinstance(name, dict) else []
    return " ".join(f"{part.strip()[0].upper()}." for part in parts if isinstance(part, str) and part.strip())


def _today(session: Session, partner: Partner, now: datetime) -> int:
    midnight = now.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    since = max(midnight, now - timedelta(days=1))
    query = select(func.count()).select_from(PartnerFilingRow).where(PartnerFilingRow.partner_id == partner.id)
    return session.scalar(query.where(PartnerFilingRow.filed_at >= since)) or 0


@dataclass(frozen=True, slots=True)
class _Recording:
    """Where the answers of one form go."""

    session: Session
    request_id: str
    message_id: str
    now: datetime

    def put(self, code: str, value: Any, words: str | None, status: AnswerStatus, said_by: SaidBy = SaidBy.OTHER) -> None:
        record_answer(
            self.session,
            self.request_id,
            self.message_id,
            field=code,
            value=value,
            words=words,
            status=status,
            said_by=said_by,
            now=self.now,
        )

    def deduce(self, account: str, convention: Convention) -> None:
        """Facts of the account fill what was left open."""
        draft = load_draft(self.session, self.request_id)
        for fact in facts_from_story(account, today=draft.reference_date):
            if convention.has_field(fact.field) and draft.status(fact.field) is AnswerStatus.NOT_ASKED:
                self.put(fact.field, fact.value, fact.words, AnswerStatus.DEDUCED)


def _speaker(recording: _Recording, partner: Partner, convention: Convention, now: datetime) -> None:
    """Who speaks for the person, from the account of the partner: nothing of it is typed again."""
    name = None
    if convention.has_field("third_party"):
        name = read_answer(convention.field("third_party"), partner.name, today=now.astimezone(PARIS).date()).value
    told: dict[str, Any] = {
        "for_whom": "other",
        "third_party": name if isinstance(name, dict) else {"first": None, "last": partner.name},
        "third_party_link": f"{partner.kind.label}, {partner.organisation}",
        "third_party_phone": partner.phone,
        "referral_origin": ORIGINS[partner.kind],
    }
    for code, value in told.items():
        if value is not None and convention.has_field(code):
            recording.put(code, value, None, AnswerStatus.TOLD)
