"""What a partner sees of what she filed: the reference, the day, initials, « reçue » or « personne contactée », and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.partners.accounts import Partner
from intake.requests import existing_handoff, kept_request, note_access
from intake.storage import PartnerFilingRow, RequestRow
from lexicon.codes import Code

SHOWN = 100


class Progress(Code):
    """All that a partner is told."""

    RECEIVED = "received", "reçue"
    CONTACTED = "contacted", "personne contactée"


@dataclass(frozen=True, slots=True)
class OwnFiling:
    """One line of her list."""

    reference: str
    initials: str
    filed_at: datetime
    progress: Progress


def own_filings(session: Session, partner: Partner, now: datetime) -> tuple[OwnFiling, ...]:
    """Her last hundred filings, the newest first; each leaves a read trace."""
    query = (
        select(PartnerFilingRow, RequestRow.reference)
        .join(RequestRow, RequestRow.id == PartnerFilingRow.request_id)
        .where(PartnerFilingRow.partner_id == partner.id)
        .order_by(PartnerFilingRow.filed_at.desc(), PartnerFilingRow.id.desc())
        .limit(SHOWN)
    )
    found = []
    for row, reference in session.execute(query).all():
        note_access(session, partner.actor, "partner_list", row.request_id, now)
        handoff = existing_handoff(session, kept_request(session, row.request_id))
        contacted = handoff is not None and handoff.first_contact_at is not None
        found.append(OwnFiling(reference, row.initials, row.filed_at, Progress.CONTACTED if contacted else Progress.RECEIVED))
    return tuple(found)
