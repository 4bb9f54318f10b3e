"""Taking a decision: what it needs, what it changes, what leaves ten minutes later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.alarms import note_seen
from intake.clock import PARIS, UNDO_WITHIN, after_pause
from intake.convention import Convention
from intake.deciding.agreeing import agrees, axes_to_choose, codes_of, keep_wrong, may_be_wrong
from intake.deciding.codes import CloseOutcome, DecisionKind, OrientReason, ToldBy
from intake.deciding.doors import with_organisation
from intake.deciding.errors import ChangedError, DecisionError
from intake.deciding.moves import READ_FIRST, moved
from intake.deciding.reaching import check_text, send, text_thread
from intake.deciding.rewording import keep_rewording
from intake.deciding.wishes import Wish
from intake.deciding.workers import Place, check_handed
from intake.draft import Draft
from intake.privacy import Actor
from intake.requests import antenna_by_code, convention_of, hold_request, hours_of, is_merged, load_draft
from intake.storage import AuditRow, DecisionRow, HandoffRow
from intake.telling import TellingKind, follow_up_at, tell_later
from intake.trail import note
from lexicon.codes import HandoffStatus

_LONGEST = 1000
_TOLD: Final = {DecisionKind.ORIENT: TellingKind.ORIENTATION, DecisionKind.ASK: TellingKind.QUESTION}


def decide(
    session: Session, actor: Actor, handoff_id: str, version: datetime, wish: Wish, *, now: datetime, daily_limit: int
) -> DecisionRow | None:
    """Take a decision; None when the actor sees no such hand-off.

    `version`: the `updated_at` of the hand-off as it was opened. Raises ChangedError when it has changed since, and
    DecisionError when the decision is impossible; the caller then rolls back.
    """
    row = held(session, handoff_id)
    if row is None:
        return None
    if row.updated_at != version:
        raise ChangedError("La demande a changé depuis que vous l’avez ouverte.")
    if is_merged(session, row.request_id):
        raise DecisionError("Cette demande est réunie à une autre : c’est là que l’on décide.")
    status = moved(wish.kind, HandoffStatus(row.status))
    if wish.kind in READ_FIRST and not has_read(session, actor, row.request_id):
        raise DecisionError("Ouvrez d’abord la demande et lisez ce que dit la personne.")
    draft = load_draft(session, row.request_id)
    convention = convention_of(session, draft.convention_version)
    wish = with_organisation(session, wish, now.astimezone(PARIS).date())
    _CHECKS[wish.kind](session, convention, wish)
    handed = _handed(session, row, wish)
    before = standing(row)
    if wish.kind is DecisionKind.RESUME and accepted_axis(session, row.id) is not None:
        status = HandoffStatus.ACCEPTED
    _move(session, row, status, convention, now)
    if handed is not None:
        row.antenna, row.assigned_to = handed.antenna, handed.worker
        row.antenna_chosen = row.antenna_chosen or handed.chosen
    row.updated_at = now
    decision = _written(session, actor, row, wish, before, now)
    stood_on = may_be_wrong(convention, draft, row.proposal["eligibility"])
    decision.stood_on = codes_of(stood_on) if decision.agrees is not None else None
    keep_wrong(session, decision, wish.wrong, stood_on)
    keep_rewording(session, actor, decision, draft, wish.rewording, now)
    if wish.told_by is ToldBy.TEXT:
        _write_to_her(session, draft, decision, now, daily_limit)
    _tell_later(session, wish, decision, convention)
    if wish.kind is not DecisionKind.ASSIGN and has_read(session, actor, row.request_id):
        note_seen(session, actor, row.request_id, now)
    note(session, actor, f"decide_{wish.kind.value}", row.request_id, now)
    session.flush()
    return decision


def close_merged(session: Session, actor: Actor, row: HandoffRow, now: datetime) -> DecisionRow:
    """Close a hand-off that goes on in another one; the caller has moved what it held, and separating the two undoes it."""
    before = standing(row)
    row.status, row.waiting_since, row.updated_at = HandoffStatus.CLOSED.value, None, now
    decision = _written(session, actor, row, Wish(DecisionKind.CLOSE, reason=CloseOutcome.ELSEWHERE), before, now)
    # Not undone by itself: only with the merge.
    decision.effective_at = now
    session.flush()
    return decision


def reopen_separated(session: Session, actor: Actor, row: HandoffRow, now: datetime) -> None:
    """The two are separated again: its closing is undone; the caller puts the hand-off back."""
    query = select(DecisionRow).where(DecisionRow.handoff_id == row.id, DecisionRow.undone_at.is_(None))
    closed = query.where(DecisionRow.kind == DecisionKind.CLOSE.value, DecisionRow.reason == CloseOutcome.ELSEWHERE.value)
    decision = session.scalar(closed.order_by(DecisionRow.at.desc(), DecisionRow.id.desc()).limit(1))
    if decision is not None:
        decision.undone_at, decision.undone_by = now, actor.id
        session.flush()


def last_decision(session: Session, handoff_id: str) -> DecisionRow | None:
    """The newest decision that was not undone."""
    query = select(DecisionRow).where(DecisionRow.handoff_id == handoff_id, DecisionRow.undone_at.is_(None))
    return session.scalar(query.order_by(DecisionRow.at.desc(), DecisionRow.id.desc()).limit(1))


def accepted_axis(session: Session, handoff_id: str) -> str | None:
    """The axis that a human decided last; None while nobody has."""
    query = select(DecisionRow.axis).where(
        DecisionRow.handoff_id == handoff_id, DecisionRow.undone_at.is_(None), DecisionRow.kind == DecisionKind.ACCEPT.value
    )
    return session.scalar(query.order_by(DecisionRow.at.desc(), DecisionRow.id.desc()).limit(1))


def has_read(session: Session, actor: Actor, request_id: str) -> bool:
    """Whether this very actor has opened the person's words."""
    mine = (AuditRow.request_id == request_id, AuditRow.actor_id == actor.id, AuditRow.action == "read")
    return session.scalar(select(AuditRow.id).where(*mine).limit(1)) is not None


def held(session: Session, handoff_id: str) -> HandoffRow | None:
    """The hand-off, held with its request until the end of the transaction; None when the actor sees none such."""
    # The request before its hand-off, as everywhere; what the actor may not see does not exist here.
    request_id = session.scalar(select(HandoffRow.request_id).where(HandoffRow.id == handoff_id))
    if request_id is None:
        return None
    hold_request(session, request_id)
    query = select(HandoffRow).where(HandoffRow.id == handoff_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def _accept(session: Session, convention: Convention, wish: Wish) -> None:
    if wish.axis not in dict(axes_to_choose(convention)):
        raise DecisionError("Choisissez un axe, ou « à comprendre au premier entretien ».", "axis")
    if wish.handed_to is None:
        raise DecisionError("Choisissez à quelle antenne confier la demande.", "handed_to")


def _assign(session: Session, convention: Convention, wish: Wish) -> None:
    if wish.handed_to is None:
        raise DecisionError("Choisissez à quelle antenne confier la demande.", "handed_to")


def _ask(session: Session, convention: Convention, wish: Wish) -> None:
    if not (wish.words or "").strip():
        raise DecisionError("Écrivez ce que vous demandez à la personne.", "words")
    if wish.told_by is None:
        raise DecisionError("Choisissez comment le lui demander.", "told_by")


def _orient(session: Session, convention: Convention, wish: Wish) -> None:
    if not isinstance(wish.reason, OrientReason):
        raise DecisionError("Choisissez pourquoi un autre service convient mieux.", "reason")
    if not (wish.organisation or "").strip():
        raise DecisionError("Nommez le service vers lequel vous l’orientez : personne ne repart sans adresse.", "organisation")
    if wish.told_by is None:
        raise DecisionError("Choisissez comment le lui dire.", "told_by")


def _close(session: Session, convention: Convention, wish: Wish) -> None:
    if not isinstance(wish.reason, CloseOutcome):
        raise DecisionError("Choisissez comment la demande se termine.", "reason")


def _reopen(session: Session, convention: Convention, wish: Wish) -> None:
    if not (wish.words or "").strip():
        raise DecisionError("Dites en quelques mots pourquoi vous la rouvrez.", "words")


def _nothing(session: Session, convention: Convention, wish: Wish) -> None:
    """Nothing to say."""


_CHECKS: Final[dict[DecisionKind, Callable[[Session, Convention, Wish], None]]] = {
    DecisionKind.ACCEPT: _accept,
    DecisionKind.ASSIGN: _assign,
    DecisionKind.ASK: _ask,
    DecisionKind.RESUME: _nothing,
    DecisionKind.ORIENT: _orient,
    DecisionKind.CLOSE: _close,
    DecisionKind.REOPEN: _reopen,
}


def _handed(session: Session, row: HandoffRow, wish: Wish) -> Place | None:
    if wish.handed_to is None or wish.kind not in (DecisionKind.ACCEPT, DecisionKind.ASSIGN):
        return None
    return check_handed(session, wish.handed_to, here=row.antenna, anybody=wish.kind is DecisionKind.ASSIGN)


def _move(session: Session, row: HandoffRow, status: HandoffStatus, convention: Convention, now: datetime) -> None:
    """Change the status, and stop or start the clock of the first contact; the date of the request never moves."""
    waited = row.waiting_since
    if status is HandoffStatus.WAITING_PERSON:
        row.waiting_since = waited or now
    elif waited is not None:
        antenna = antenna_by_code(session, row.antenna)
        row.due_at = after_pause(row.due_at, paused=waited, resumed=now, hours=hours_of(convention, antenna))
        row.waiting_since = None
    row.status = status.value


def _written(session: Session, actor: Actor, row: HandoffRow, wish: Wish, before: dict[str, Any], now: datetime) -> DecisionRow:
    proposed = row.proposal["eligibility"]
    organisation = (wish.organisation or "").strip() or None
    words = (wish.words or "").strip() or None
    if any(text and len(text) > _LONGEST for text in (organisation, words)):
        raise DecisionError(f"Le texte est trop long : {_LONGEST} signes au plus.", "words")
    decision = DecisionRow(
        request_id=row.request_id,
        handoff_id=row.id,
        kind=wish.kind.value,
        by=actor.id,
        at=now,
        # What happens by itself is not undone by hand.
        effective_at=now + UNDO_WITHIN if actor.traced else now,
        axis=wish.axis if wish.kind is DecisionKind.ACCEPT else None,
        antenna=row.antenna,
        assigned_to=row.assigned_to,
        reason=wish.reason.value if wish.reason else None,
        organisation=organisation,
        organisation_id=wish.organisation_id,
        words=words,
        told_by=wish.told_by.value if wish.told_by else None,
        proposed_axis=proposed["axis"],
        proposed_outcome=proposed["outcome"],
        ruleset_version=proposed["ruleset_version"],
        agrees=agrees(wish, proposed),
        before=before,
        after=standing(row),
        undone_at=None,
        undone_by=None,
    )
    session.add(decision)
    session.flush()
    return decision


def _tell_later(session: Session, wish: Wish, decision: DecisionRow, convention: Convention) -> None:
    if wish.told_by is ToldBy.CALL and wish.kind in _TOLD:
        tell_later(session, decision, _TOLD[wish.kind], decision.at, by=ToldBy.CALL.value)
    if wish.follow_up and wish.kind is DecisionKind.ORIENT:
        # The hours of the service: every one of its weeks has a day of work.
        tell_later(session, decision, TellingKind.FOLLOW_UP, follow_up_at(decision.at, hours_of(convention)), by=None)


def _write_to_her(session: Session, draft: Draft, decision: DecisionRow, now: datetime, daily_limit: int) -> None:
    thread = text_thread(session, draft, decision.request_id)
    if thread is None:
        raise DecisionError("On ne peut pas lui écrire par SMS. Appelez-la.", "told_by")
    decision.words = check_text(decision.words or "")
    send(session, thread, decision, decision.words, now=now, daily_limit=daily_limit)


def standing(row: HandoffRow) -> dict[str, Any]:
    """How a hand-off stands, as undoing needs it."""
    return {
        "status": row.status,
        "antenna": row.antenna,
        "antenna_chosen": bool(row.antenna_chosen),
        "assigned_to": row.assigned_to,
        "waiting_since": row.waiting_since.astimezone(UTC).isoformat() if row.waiting_since else None,
        "due_at": row.due_at.isoformat(),
    }
