"""Partners in words: the list of who was invited, and on a hand-off who filed it and what the person knows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.views.words import moment
from intake.clock import PARIS, day_in_words
from intake.labels import capital
from intake.partners import Informed, Partner, PartnerState
from intake.storage import OVER, HandoffRow, PartnerFilingRow


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One invited partner."""

    id: str
    name: str
    organisation: str
    kind: str
    email: str
    state: str
    state_code: str
    invited: str
    last_filed: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class FilingPanel:
    """Who filed a hand-off; `by_voice`: the first call must tell the person."""

    handoff_id: str
    who: str
    at: str
    told: str
    by_voice: str
    objected: bool


@dataclass(frozen=True, slots=True)
class ObjectionPanel:
    """The person objects: since when, how it was said; `over`: the hand-off is closed, and only the erasure is left to do."""

    handoff_id: str
    at: str
    by_herself: bool
    over: bool


def partner_lines(partners: Iterable[Partner], now: datetime) -> tuple[PartnerLine, ...]:
    """The list."""
    today = now.astimezone(PARIS).date()
    return tuple(
        PartnerLine(
            id=one.id,
            name=one.name,
            organisation=one.organisation,
            kind=one.kind.label,
            email=one.email,
            state=one.state.label,
            state_code=one.state.value,
            invited=day_in_words(one.invited_at.astimezone(PARIS).date(), today),
            last_filed=day_in_words(one.last_filed_at.astimezone(PARIS).date(), today) if one.last_filed_at else "",
            revoked=one.state is PartnerState.REVOKED,
        )
        for one in partners
    )


def filing_panel(handoff_id: str, filing: PartnerFilingRow, partner: Partner | None, how: Informed, *, now: datetime) -> FilingPanel:
    """Who filed, and what the person knows."""
    today = now.astimezone(PARIS).date()
    who = f"{partner.name}, {partner.kind.label}, {partner.organisation}" if partner else "un partenaire qui n’est plus dans la liste"
    told = ""
    if how.voice_at:
        told = f"Elle a été informée de vive voix {moment(how.voice_at, today)}."
    elif how.text_at:
        told = f"Un SMS l’a informée {moment(how.text_at, today)}."
    elif how.text_waits_until:
        told = (
            f"Un SMS l’informera {moment(how.text_waits_until, today)}." if how.text_waits_until > now else "Un SMS part pour l’informer."
        )
    return FilingPanel(handoff_id, who, moment(filing.filed_at, today), told, capital(how.by_voice), filing.objected_at is not None)


def objection_panel(row: HandoffRow, filing: PartnerFilingRow, now: datetime) -> ObjectionPanel:
    """The banner of an objection."""
    at = moment(filing.objected_at or now, now.astimezone(PARIS).date())
    return ObjectionPanel(row.id, at, not filing.objected_by, row.status in OVER)
