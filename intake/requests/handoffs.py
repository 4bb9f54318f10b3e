"""Handing a request over to the humans: once per request, whatever is retried."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.clock import PARIS, due_at
from intake.directory import antenna_for
from intake.draft import Draft
from intake.eligibility import Verdict, assess, is_complete
from intake.privacy import Indexer, words_of
from intake.requests.coded import keep_case
from intake.requests.drafting import load_draft
from intake.requests.locking import hold_request
from intake.requests.merged import is_merged, merged_references
from intake.requests.promises import deadlines_of, hours_of
from intake.requests.reference_data import antennas, convention_of
from intake.storage import HandoffRow, RequestRow, SearchTokenRow
from intake.summary import summarise
from lexicon.codes import HandoffStatus

# Counted up whenever more, or something else, is searched for: 2 since birth dates are.
_TOKENS_MADE = 2


class HandoverReason(StrEnum):
    """Why a request was handed over."""

    SENT = "sent"
    HUMAN = "human"
    CALLBACK = "callback"
    DANGER = "danger"
    FORM = "form"
    # A member of staff typed it in for somebody.
    STAFF = "staff"
    # The line was cut: the number is known, calling is safe, she was told and did not object.
    CUT = "cut"


def existing_handoff(session: Session, request_id: str) -> HandoffRow | None:
    """The request's hand-off, if it was handed over."""
    return session.scalar(select(HandoffRow).where(HandoffRow.request_id == request_id))


def hand_over(session: Session, request_id: str, *, reason: HandoverReason, now: datetime, indexer: Indexer) -> HandoffRow:
    """Make the request's one hand-off, or bring the existing one up to date."""
    request = hold_request(session, request_id)
    existing = existing_handoff(session, request_id)
    if existing is not None:
        return _bring_up_to_date(session, existing, request, now=now, indexer=indexer)
    row = HandoffRow(
        request_id=request_id,
        reference=request.reference,
        channel=request.channel,
        reason=reason.value,
        status=HandoffStatus.NEW.value,
        assigned_to=None,
        created_at=now,
    )
    _fill(session, row, request, now=now, indexer=indexer)
    session.add(row)
    session.flush()
    return row


def refresh(session: Session, request_id: str, *, now: datetime, indexer: Indexer) -> HandoffRow | None:
    """Bring the hand-off up to date after the person added something; None when there is none yet."""
    request = hold_request(session, request_id)
    row = existing_handoff(session, request_id)
    return None if row is None else _bring_up_to_date(session, row, request, now=now, indexer=indexer)


def refresh_judged(session: Session, request_id: str, *, now: datetime, indexer: Indexer) -> HandoffRow | None:
    """Bring the hand-off up to date after a human judged its alarms: an urgency owed to a lifted one ends, the promised time stays."""
    row = refresh(session, request_id, now=now, indexer=indexer)
    if row is not None:
        convention = convention_of(session, hold_request(session, request_id).convention_version)
        row.urgent = is_urgent(load_draft(session, request_id), now, convention.times.urgent_discharge_within_days)
        session.flush()
    return row


def _bring_up_to_date(session: Session, row: HandoffRow, request: RequestRow, *, now: datetime, indexer: Indexer) -> HandoffRow:
    _fill(session, row, request, now=now, indexer=indexer)
    session.flush()
    return row


def _fill(session: Session, row: HandoffRow, request: RequestRow, *, now: datetime, indexer: Indexer) -> None:
    convention = convention_of(session, request.convention_version)
    draft = load_draft(session, request.id)
    verdict = assess(convention, draft)
    antenna = antenna_for(antennas(session), _text(draft.value("postal_code")))
    received = request.first_message_at or request.created_at
    # Urgency only ever grows here: what made a request urgent is undone by a human, not by a later message.
    was_urgent = bool(row.urgent)
    row.urgent = was_urgent or is_urgent(draft, now, convention.times.urgent_discharge_within_days)
    if row.due_at is None or (row.urgent and not was_urgent):
        asked_at = now if row.urgent else received
        fresh = due_at(asked_at, urgent=row.urgent, hours=hours_of(convention, antenna), deadlines=deadlines_of(convention))
        row.due_at = fresh if row.due_at is None else min(fresh, row.due_at)
    row.complete = is_complete(convention, draft)
    row.axis = verdict.axis
    row.outcome = verdict.outcome.value
    row.ruleset_version = verdict.ruleset_version
    row.proposal = proposal(verdict)
    row.summary = summarise(convention, draft, verdict, antenna=antenna).model_dump()
    if not row.antenna_chosen:
        row.antenna = antenna.code if antenna else None
    row.updated_at = now
    keep_case(session, convention, draft)
    _index(session, request, draft, indexer)


def is_urgent(draft: Draft, now: datetime, days: int) -> bool:
    """A danger was heard, or the person leaves hospital within that many days."""
    if draft.danger is not None:
        return True
    discharge = draft.value("hospital_discharge_date")
    if not isinstance(discharge, str) or draft.value("hospital_status") == "sorti":
        return False
    return timedelta(0) <= date.fromisoformat(discharge) - now.astimezone(PARIS).date() <= timedelta(days=days)


def proposal(verdict: Verdict) -> dict[str, object]:
    """What the machine proposes, as stored and shown: the `eligibility` and `orientation` of the contract."""
    return {
        "eligibility": {
            "axis": verdict.axis,
            "axes": list(verdict.axes),
            "outcome": verdict.outcome.value,
            "ruleset_version": verdict.ruleset_version,
            "trace": [criterion.model_dump(mode="json") for criterion in verdict.trace],
            "missing": list(verdict.missing),
        },
        "orientation": [{"organisation": p.organisation, "why": p.why} for p in verdict.orientation],
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def reindex(session: Session, request_id: str, indexer: Indexer) -> None:
    """Make the tokens anew by which a request is found."""
    _index(session, hold_request(session, request_id), load_draft(session, request_id), indexer)


def renew_case(session: Session, request_id: str) -> None:
    """Keep anew what the rules see of a request whose answers were put back without a change of its hand-off."""
    request = hold_request(session, request_id)
    keep_case(session, convention_of(session, request.convention_version), load_draft(session, request_id))


def _index(session: Session, request: RequestRow, draft: Draft, indexer: Indexer) -> None:
    # A request merged into another is found there, by its reference too.
    tokens = set() if is_merged(session, request.id) else _tokens(session, request, draft, indexer)
    session.execute(delete(SearchTokenRow).where(SearchTokenRow.request_id == request.id))
    session.add_all(SearchTokenRow(token=token, request_id=request.id) for token in sorted(tokens))
    request.indexed_with = index_mark(indexer)


def index_mark(indexer: Indexer) -> str:
    """Names the index key, without telling it, and the way in which tokens are made: 16 signs at most."""
    return f"{indexer.token('index', '')[:12]}.{_TOKENS_MADE}"


def _tokens(session: Session, request: RequestRow, draft: Draft, indexer: Indexer) -> set[str]:
    tokens = {indexer.token("reference", reference) for reference in (request.reference, *merged_references(session, request.id))}
    for field in ("name", "third_party"):
        value = draft.value(field)
        if isinstance(value, dict):
            tokens |= indexer.tokens("name", words_of(" ".join(str(part) for part in value.values() if part)))
    tokens |= contact_tokens(draft, indexer)
    for said in draft.account:
        tokens |= indexer.tokens("word", words_of(said.text))
    return tokens


def contact_tokens(draft: Draft, indexer: Indexer) -> frozenset[str]:
    """Tokens of what few people share: telephone numbers, e-mail address, birth date."""
    tokens = {indexer.token("phone", phone) for code in ("phone", "third_party_phone") if (phone := _text(draft.value(code)))}
    if email := _text(draft.value("email")):
        tokens.add(indexer.token("email", email.casefold()))
    # The date alone: a name with a typo beside it is compared once the few files of that day are open.
    if birth_date := _text(draft.value("birth_date")):
        tokens.add(indexer.token("birth_date", birth_date))
    return frozenset(tokens)
