"""The accounts of the members of staff, for administrators: opened by two, closed by one; a lost second factor taken away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from intake.labels import sentence
from intake.requests import antennas
from intake.staff import (
    Member,
    StaffError,
    disable_staff,
    generate_password,
    list_staff,
    members_with_second_factor,
    open_account,
    propose_account,
    refuse_account,
    reset_second_factor,
    waiting_accounts,
)
from intake.trail import note
from lexicon.codes import Role

router = APIRouter()


DONE = {
    "1": "Second facteur réinitialisé. Ses connexions sont fermées.",
    "demande": "Le compte est demandé. Une autre administratrice doit l’ouvrir.",
    "refus": "La demande de compte est écartée.",
    "ferme": "Le compte est fermé, et ses connexions avec lui.",
}


@router.get("/comptes", name="members")
def members(request: Request, visitor: SignedInVisitor, fait: str = "") -> Response:
    """Every account, and whether it has a second factor; the accounts that wait to be opened."""
    return _members(request, visitor, done=DONE.get(fait, ""))


def _members(
    request: Request,
    visitor: Visitor,
    *,
    done: str = "",
    fault: str = "",
    typed: dict[str, str] | None = None,
    opened: tuple[Member, str] | None = None,
) -> Response:
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        found, enrolled, waiting = list_staff(session), members_with_second_factor(session), waiting_accounts(session)
        places = [(antenna.code, antenna.name) for antenna in antennas(session)]
        note(session, visitor.actor, "members_list", None, runtime.clock.now())
    names = {member.id: member.name for member in found}
    values = {
        "lines": [(member, member.id in enrolled, member.id == visitor.actor.id) for member in found],
        "waiting": [(one, names.get(one.proposed_by, "une collègue"), one.proposed_by == visitor.actor.id) for one in waiting],
        "antennas": places,
        "antenna_names": dict(places),
        "roles": list(Role),
        "typed": typed or {},
        "done": done,
        "fault": fault,
        "opened": opened,
    }
    return page(request, "members.html", values, status=422 if fault else 200)


Text = Annotated[str, Form(max_length=200)]


@router.post("/comptes/demande", name="member_propose")
def member_propose(
    request: Request, visitor: SignedInVisitor, identifiant: Text = "", nom: Text = "", role: Text = "", antenne: Text = ""
) -> Response:
    """Ask for a new account."""
    runtime = runtime_of(request)
    try:
        with runtime.database.write() as session:
            propose_account(
                session, visitor.actor, login=identifiant, name=nom, role=role, antenna=antenne or None, now=runtime.clock.now()
            )
    except StaffError as error:
        typed = {"identifiant": identifiant, "nom": nom, "role": role, "antenne": antenne}
        return _members(request, visitor, fault=sentence(error), typed=typed)
    return RedirectResponse("/comptes?fait=demande", 303)


@router.post("/comptes/ouverture", name="member_open")
def member_open(request: Request, visitor: SignedInVisitor, demande: Text = "") -> Response:
    """Open an account that another administrator asked for; its first password is shown now and never again."""
    runtime, password = runtime_of(request), generate_password()
    try:
        with runtime.database.write() as session:
            member = open_account(session, visitor.actor, demande, password, runtime.clock.now())
    except StaffError as error:
        return _members(request, visitor, fault=sentence(error))
    return _members(request, visitor, opened=(member, password))


@router.post("/comptes/refus", name="member_refuse")
def member_refuse(request: Request, visitor: SignedInVisitor, demande: Text = "") -> Response:
    """Refuse an account that was asked for."""
    runtime = runtime_of(request)
    try:
        with runtime.database.write() as session:
            refuse_account(session, visitor.actor, demande, runtime.clock.now())
    except StaffError as error:
        return _members(request, visitor, fault=sentence(error))
    return RedirectResponse("/comptes?fait=refus", 303)


@router.post("/comptes/fermeture", name="member_close")
def member_close(request: Request, visitor: SignedInVisitor, identifiant: Text = "") -> Response:
    """Close an account at once; nobody closes her own."""
    runtime = runtime_of(request)
    if visitor.member is None or identifiant == visitor.member.login:
        return RedirectResponse("/comptes", 303)
    try:
        with runtime.database.write() as session:
            disable_staff(session, identifiant, runtime.clock.now())
            note(session, visitor.actor, "account_closed", None, runtime.clock.now())
    except StaffError as error:
        return _members(request, visitor, fault=sentence(error))
    return RedirectResponse("/comptes?fait=ferme", 303)


@router.post("/comptes/second-facteur", name="member_reset")
def member_reset(request: Request, visitor: SignedInVisitor, identifiant: Annotated[str, Form()] = "") -> Response:
    """Take away a lost second factor: the next sign-in asks for a new one. Nobody does it to herself."""
    runtime = runtime_of(request)
    if visitor.member is None or identifiant == visitor.member.login:
        return RedirectResponse("/comptes", 303)
    try:
        with runtime.database.write() as session:
            reset_second_factor(session, visitor.actor, identifiant, runtime.clock.now())
    except StaffError:
        return RedirectResponse("/comptes", 303)
    return RedirectResponse("/comptes?fait=1", 303)
