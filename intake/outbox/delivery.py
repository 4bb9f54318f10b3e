"""What the carrier tells of a text after it left, in whatever order it tells it."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, defer

from intake.labels import code_of
from intake.outbox.codes import CODE_OPTED_OUT, KINDS, Delivery, TextStatus
from intake.outbox.stopping import opt_out
from intake.storage import OutboxRow

_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_ERROR = re.compile(r"[0-9]{1,20}")
_RANKS = {status: rank for rank, status in enumerate(Delivery)}


def apply_delivery(
    session: Session,
    *,
    status: str,
    now: datetime,
    outbox_id: str | None = None,
    external_id: str | None = None,
    error_code: str | None = None,
) -> bool:
    """Note how far a text got; a report that comes late never takes it back. True when it told something new.

    The text is found by our id, else by the carrier's. Unknown texts, statuses and malformed values change nothing.
    """
    told = code_of(Delivery, status)
    external_id = external_id if external_id and _ID.fullmatch(external_id) else None
    row = _find(session, outbox_id, external_id) if told else None
    if told is None or row is None:
        return False
    if row.status != TextStatus.SENT.value:
        # The carrier has it, though its answer never reached us: it is not to be sent again.
        row.status, row.payload, row.sent_at = TextStatus.SENT.value, {}, now
    row.external_id = row.external_id or external_id
    error = error_code if error_code and _ERROR.fullmatch(error_code) else None
    if error == CODE_OPTED_OUT and row.recipient:
        opt_out(session, row.recipient, now)
    known_so_far = -1 if row.delivery is None else _RANKS[Delivery(row.delivery)]
    newer = _RANKS[told] > known_so_far
    if newer:
        row.delivery, row.error = told.value, error
    session.flush()
    return newer


def _find(session: Session, outbox_id: str | None, external_id: str | None) -> OutboxRow | None:
    ours = _one(session, OutboxRow.id == outbox_id) if outbox_id and _ID.fullmatch(outbox_id) else None
    return ours or (_one(session, OutboxRow.external_id == external_id) if external_id else None)


def _one(session: Session, wanted: ColumnElement[bool]) -> OutboxRow | None:
    query = select(OutboxRow).where(wanted, OutboxRow.kind.in_(KINDS)).options(defer(OutboxRow.payload)).with_for_update()
    return session.scalars(query.limit(1)).first()
