"""Typing in for somebody: a call, a visitor or a letter, saved at every field, handed over once."""

from __future__ import annotations

from random import SystemRandom
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE
from desk.rendering import page
from desk.views.typing_in import Likely, Standing, TypingScreen, begun, likely_of, standing_of, typing_screen
from intake.convention import Convention
from intake.draft import Answer, Draft
from intake.duplicates import probable_same
from intake.eligibility import assess
from intake.labels import code_of
from intake.requests import convention_of, current_convention, existing_handoff, load_draft, note_access
from intake.runtime import Runtime
from intake.staff import narrow
from intake.staff_entry import (
    EntryError,
    EntryKind,
    Typed,
    entry_on,
    give_up,
    note_presence,
    open_entries,
    others_present,
    own_entry,
    own_words,
    request_of,
    save,
    send_entry,
    start_entry,
)
from intake.staff_entry.reading import take
from intake.storage import HandoffRow, StaffEntryRow, StaffRow, TopicRow
from lexicon.codes import Channel

router = APIRouter()

# What is asked before anything is created, to see whether she is known.
WHO = ("name", "birth_date", "phone")
FOUND_NO_MORE = "/saisies?absente=1"

Text = Annotated[str, Form(max_length=200)]


@router.get("/saisies", name="entries")
def entries(request: Request, visitor: SignedInVisitor, absente: Annotated[str, Query(max_length=4)] = "") -> Response:
    """The member's entries that are not finished, and the beginning of a new one."""
    return _beginning(request, visitor, {}, gone=absente == "1")


@router.post("/saisies", name="entry_start")
def start(request: Request, visitor: SignedInVisitor, form: Sent) -> Response:
    """Begin an entry; first the earlier requests of the same person are shown, when there are any."""
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    given = {code: _one(form, f"f.{code}") for code in WHO}
    kind = code_of(EntryKind, _one(form, "genre")) or EntryKind.CALL
    values = {"genre": kind.value, "cle": _one(form, "cle"), **given}
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        convention = current_convention(session, today)
        typed = {code: Typed("", (text,)) for code, text in given.items() if text and convention.has_field(code)}
        if _one(form, "nouvelle") != "1":
            draft = _draft(convention, typed, runtime)
            if likely := _likely(session, visitor, runtime, draft):
                return _beginning(request, visitor, values, likely=likely, session=session)
        try:
            entry = start_entry(session, visitor.actor, kind, key=values["cle"], version=convention.version, now=now, random=SystemRandom())
        except (LookupError, ValueError):
            return RedirectResponse("/saisies", 303)
        save(session, visitor.actor, entry, typed, now=now, today=today, indexer=runtime.indexer)
    return RedirectResponse(f"/saisies/{entry.id}", 303)


def _draft(convention: Convention, typed: dict[str, Typed], runtime: Runtime) -> Draft:
    """What was typed, as a draft that exists nowhere."""
    today = runtime.clock.today()
    taken = {code: take(convention.field(code), one, today=today) for code, one in typed.items()}
    answers = {code: Answer(field=code, value=one.value, status=one.status) for code, one in taken.items() if one.error is None}
    return Draft(request_id="", channel=Channel.STAFF, reference_date=today, convention_version=convention.version, answers=answers)


def _beginning(
    request: Request,
    visitor: Visitor,
    values: dict[str, str],
    *,
    likely: tuple[Likely, ...] = (),
    gone: bool = False,
    session: Session | None = None,
) -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    if session is None:
        with runtime.database.write() as opened:
            return _beginning(request, visitor, values, likely=likely, gone=gone, session=opened)
    shown = {
        "begun": begun(open_entries(session, visitor.actor, now), now),
        "kinds": list(EntryKind),
        "values": {"genre": EntryKind.CALL.value, **dict.fromkeys(WHO, ""), "cle": str(uuid4()), **values},
        "likely": likely,
        "gone": gone,
    }
    return page(request, "typing_list.html", shown)


@router.post("/demandes/{handoff_id}/saisie", name="entry_on_handoff")
def on_handoff(request: Request, visitor: SignedInVisitor, handoff_id: str, genre: Text = "call") -> Response:
    """Type in on a request that exists: what was heard before is there already."""
    runtime = runtime_of(request)
    kind = code_of(EntryKind, genre) or EntryKind.CALL
    with runtime.database.write() as session:
        try:
            entry = entry_on(narrow(session, visitor.actor), visitor.actor, handoff_id, kind, runtime.clock.now())
        except LookupError:
            raise HTTPException(404, GONE) from None
    return RedirectResponse(f"/saisies/{entry.id}", 303)


@router.get("/saisies/{entry_id}", name="entry")
def entry(request: Request, visitor: SignedInVisitor, entry_id: str, manque: Annotated[str, Query(max_length=4)] = "") -> Response:
    """One entry, as it stands."""
    return _page(request, visitor, entry_id, refused=manque == "1")


@router.post("/saisies/{entry_id}", name="entry_save")
def save_entry(request: Request, visitor: SignedInVisitor, entry_id: str, form: Sent) -> Response:
    """Save what changed; « Transmettre » also hands over, once."""
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    with runtime.database.write() as session:
        row = _own(session, visitor, entry_id)
        if row is None:
            return RedirectResponse(FOUND_NO_MORE, 303)
        save(session, visitor.actor, row, _typed(form), now=now, today=today, indexer=runtime.indexer)
        if _one(form, "fragment") == "1":
            screen = _screen(session, visitor, row, runtime)
            return page(request, "typing_standing.html", {"screen": screen})
        if _one(form, "action") != "transmettre":
            return RedirectResponse(f"/saisies/{entry_id}", 303)
    # Apart from the save: what was typed stays when the rest is refused.
    with runtime.database.write() as session:
        row = _own(session, visitor, entry_id)
        if row is None:
            return RedirectResponse(FOUND_NO_MORE, 303)
        try:
            read_over = _one(form, "relu") == "1"
            handoff = send_entry(session, visitor.actor, row, read_over=read_over, now=now, indexer=runtime.indexer)
        except EntryError:
            return RedirectResponse(f"/saisies/{entry_id}?manque=1", 303)
    return RedirectResponse(f"/demandes/{handoff.id}", 303)


@router.post("/saisies/{entry_id}/abandon", name="entry_give_up")
def abandon(request: Request, visitor: SignedInVisitor, entry_id: str) -> Response:
    """Give the entry up: nothing of a request that nobody was handed is kept."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        row = _own(session, visitor, entry_id)
        if row is not None:
            give_up(session, visitor.actor, row, runtime.clock.now())
    return RedirectResponse("/saisies", 303)


@router.get("/fragments/presence", name="presence")
def presence(request: Request, visitor: SignedInVisitor, ici: Annotated[str, Query(max_length=80)] = "") -> Response:
    """Who else has the hand-off or the entry `ici` open; tells at the same time that this member has it open."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        request_id = _open_here(narrow(session, visitor.actor), visitor, ici)
        if request_id is None:
            return Response(status_code=204)
        note_presence(session, visitor.actor, request_id, now)
        others = others_present(session, visitor.actor, request_id, now)
    return page(request, "presence.html", {"others": others})


def _open_here(session: Session, visitor: Visitor, here: str) -> str | None:
    handoff = session.get(HandoffRow, here)
    if handoff is not None:
        return handoff.request_id
    row = _own(session, visitor, here)
    return None if row is None else request_of(session, row)


def _own(session: Session, visitor: Visitor, entry_id: str) -> StaffEntryRow | None:
    return own_entry(narrow(session, visitor.actor), visitor.actor, entry_id)


def _page(request: Request, visitor: Visitor, entry_id: str, *, refused: bool) -> Response:
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        row = _own(session, visitor, entry_id)
        if row is None:
            return RedirectResponse(FOUND_NO_MORE, 303)
        if row.done_at is not None:
            handoff = existing_handoff(session, request_of(session, row))
            return RedirectResponse(FOUND_NO_MORE if handoff is None else f"/demandes/{handoff.id}", 303)
        screen = _screen(session, visitor, row, runtime)
    return page(request, "typing_in.html", {"screen": screen, "refused": refused})


def _screen(session: Session, visitor: Visitor, row: StaffEntryRow, runtime: Runtime) -> TypingScreen:
    now = runtime.clock.now()
    request_id = request_of(session, row)
    note_access(session, visitor.actor, "read", request_id, now)
    note_presence(session, visitor.actor, request_id, now)
    draft = load_draft(session, request_id)
    convention = convention_of(session, draft.convention_version)
    handoff = existing_handoff(session, request_id)
    standing: Standing = standing_of(
        convention,
        draft,
        assess(convention, draft),
        likely=_likely(session, visitor, runtime, draft),
        others=others_present(session, visitor.actor, request_id, now),
        handed=None if handoff is None else (handoff.reference, handoff.id),
        at=row.updated_at,
        today=runtime.clock.today(),
    )
    topics = session.scalars(select(TopicRow.code).where(TopicRow.request_id == request_id, TopicRow.message_id == row.id)).all()
    return typing_screen(row, convention, draft, words=own_words(session, row), own_topics=topics, standing=standing)


def _likely(session: Session, visitor: Visitor, runtime: Runtime, draft: Draft) -> tuple[Likely, ...]:
    now = runtime.clock.now()
    found = probable_same(session, runtime.indexer, draft, actor=visitor.actor, now=now)
    return likely_of(found, _names(session, [one.worker for one in found]), now)


def _names(session: Session, ids: list[str | None]) -> dict[str, str]:
    wanted = [one for one in ids if one]
    rows = session.execute(select(StaffRow.id, StaffRow.name).where(StaffRow.id.in_(wanted), StaffRow.disabled_at.is_(None)))
    return {row.id: row.name for row in rows}


def _typed(form: FormData) -> dict[str, Typed]:
    """Every control of the form: what it held when the page was made, what it holds now."""
    codes = [key.removeprefix("avant.") for key in form if key.startswith("avant.")]
    return {code: Typed(_one(form, f"avant.{code}"), tuple(_clean(text) for text in form.getlist(f"f.{code}"))) for code in codes}


def _one(form: FormData, name: str) -> str:
    return _clean(form.get(name))


def _clean(value: object) -> str:
    # Browsers send the ends of lines in their own way.
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
