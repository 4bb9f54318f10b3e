"""Invited partners: their accounts for who invites, and on a hand-off who filed it and whether the person knows and agrees."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import seen_handoff
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.partners import FilingPanel, ObjectionPanel, filing_panel, objection_panel, partner_lines
from intake.partners import (
    Invitation,
    PartnerError,
    PartnerKind,
    filings_on,
    informed,
    invite,
    list_partners,
    note_informed,
    note_objection,
    partner_of,
    resend,
    revoke,
    withdraw_objection,
)
from intake.requests import hold_request
from intake.runtime import Runtime

router = APIRouter()

DONE = {"invite": "L’invitation part par e-mail.", "relance": "L’invitation repart par e-mail.", "retrait": "L’accès est retiré."}

Text = Annotated[str, Form(max_length=400)]
_ACTS = {"informee": note_informed, "oppose": note_objection, "accepte": withdraw_objection}


@router.get("/partenaires", name="partners")
def partners(request: Request, visitor: SignedInVisitor, fait: str = "") -> Response:
    """Every partner, and the form to invite one."""
    return _page(request, visitor, Invitation(), {}, done=DONE.get(fait, ""))


@router.post("/partenaires", name="partner_invite")
def invite_partner(
    request: Request,
    visitor: SignedInVisitor,
    nom: Text = "",
    organisme: Text = "",
    genre: Text = "",
    email: Text = "",
    telephone: Text = "",
) -> Response:
    """Invite somebody; what is wrong is said at its field."""
    runtime, typed = runtime_of(request), Invitation(nom, organisme, genre, email, telephone)
    try:
        with runtime.database.write() as session:
            invite(session, visitor.actor, typed, indexer=runtime.indexer, now=runtime.clock.now(), link=_link(runtime))
    except PartnerError as refused:
        return _page(request, visitor, typed, refused.errors)
    return RedirectResponse("/partenaires?fait=invite", 303)


@router.post("/partenaires/relance", name="partner_resend")
def resend_invitation(request: Request, visitor: SignedInVisitor, partenaire: Text = "") -> Response:
    """Send the invitation again."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        sent = resend(session, visitor.actor, partenaire, now=runtime.clock.now(), link=_link(runtime))
    return RedirectResponse("/partenaires?fait=relance" if sent else "/partenaires", 303)


@router.post("/partenaires/retrait", name="partner_revoke")
def revoke_partner(request: Request, visitor: SignedInVisitor, partenaire: Text = "") -> Response:
    """Withdraw an access at once."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        gone = revoke(session, visitor.actor, partenaire, runtime.clock.now())
    return RedirectResponse("/partenaires?fait=retrait" if gone else "/partenaires", 303)


@router.post("/demandes/{handoff_id}/partenaire", name="partner_person")
def person(request: Request, visitor: SignedInVisitor, handoff_id: str, acte: Text = "") -> Response:
    """Note what the person said of it: she was told, she objects, she agrees after all."""
    runtime = runtime_of(request)
    act = _ACTS.get(acte)
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        if act is not None:
            hold_request(session, row.request_id)
            act(session, visitor.actor, row.request_id, runtime.clock.now())
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


def _page(request: Request, visitor: Visitor, typed: Invitation, errors: dict[str, str], *, done: str = "") -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    # A write: reading the list leaves a trace.
    with runtime.database.write() as session:
        found = list_partners(session, visitor.actor, now)
    values = {"lines": partner_lines(found, now), "kinds": list(PartnerKind), "typed": typed, "errors": errors, "done": done}
    return page(request, "partners.html", values, status=422 if errors else 200)


def _link(runtime: Runtime) -> str:
    return f"{runtime.settings.base_url}/partenaire"


def _load_filing(opened: Opened) -> tuple[FilingPanel, ...] | None:
    filings = filings_on(opened.session, opened.view.row.request_id)
    found = [(filing, partner_of(opened.session, filing.partner_id), informed(opened.session, filing)) for filing in filings]
    return tuple(filing_panel(opened.view.row.id, *one, now=opened.now) for one in found) or None


def _load_objection(opened: Opened) -> ObjectionPanel | None:
    objected = [filing for filing in filings_on(opened.session, opened.view.row.request_id) if filing.objected_at is not None]
    return objection_panel(opened.view.row, objected[-1], opened.now) if objected else None


PANELS = (
    Panel("objection", Place.TOP, "handoff_objection.html", _load_objection),
    Panel("partner", Place.SIDE, "handoff_partner.html", _load_filing),
)
