"""Conversations as they go on: the list, one of them, taking it, writing in it, handing it back, ending it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.live import LiveLine, LiveScreen, holder_of, live_line, live_messages, live_screen, still_there
from intake.live import (
    HeldByOtherError,
    LiveTalk,
    NotHeldError,
    Said,
    Saying,
    close,
    find_live,
    hand_back,
    keep,
    live_mark,
    live_of_request,
    live_talks,
    read_live,
    say_as_staff,
    take_over,
)
from intake.requests import antennas, read_handoff
from intake.runtime import Runtime
from intake.staff import narrow
from intake.storage import new_id

router = APIRouter()

Short = Annotated[str, Query(max_length=80)]
Seq = Annotated[int, Query(ge=0, lt=2**31)]
Written = Annotated[str, Form(max_length=20_000)]
Key = Annotated[str, Form(max_length=40)]

GONE = "Cette conversation n’existe pas, a été effacée, ou n’est pas de votre antenne."
# What is said at the top of the page after an action.
NOTES = {
    "envoye": "Votre message est parti.",
    "vide": "Votre message est vide : rien n’est parti.",
    "prise": "Une collègue a été plus rapide.",
    "plus_a_vous": "Vous ne tenez plus cette conversation : rien n’est parti.",
    "rendue": "L’assistant automatique a repris la conversation, et la personne en est prévenue.",
    "close": "La conversation est terminée. La demande reste dans la file.",
}


@router.get("/direct", name="live")
def live(request: Request, visitor: SignedInVisitor) -> Response:
    """Who is there now; who waits for somebody comes first."""
    return page(request, "live.html", _list(request, visitor))


@router.get("/fragments/direct", name="live_fragment")
def live_fragment(request: Request, visitor: SignedInVisitor, vu: Short = "") -> Response:
    """The list again when it is no longer what was seen (`vu`), otherwise 204 and no trace."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        if live_mark(narrow(session, visitor.actor), visitor.actor, runtime.clock.now()) == vu:
            return Response(status_code=204)
    return page(request, "live_list.html", _list(request, visitor))


@router.get("/direct/{conversation_id}", name="live_talk")
def live_talk(request: Request, visitor: SignedInVisitor, conversation_id: str, dit: Short = "") -> Response:
    """One conversation. What was not handed over is shown only to who has taken it: the person was told that she reads."""
    return _talk(request, visitor, conversation_id, {"note": NOTES.get(dit), "sent": dit == "envoye"})


@router.get("/fragments/direct/{conversation_id}", name="live_talk_fragment")
def live_talk_fragment(
    request: Request, visitor: SignedInVisitor, conversation_id: str, apres: Seq = 0, tenue: Short = "", actif: Short = ""
) -> Response:
    """The messages after `apres`, and who holds the conversation when that is no longer `tenue`; otherwise 204.

    `actif` tells that the member has moved since: she is still there.
    """
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        talk = _found(narrow(session, visitor.actor), visitor, conversation_id)
        if actif == "1":
            keep(session, visitor.actor, conversation_id, now)
        holder = holder_of(talk, visitor.actor)
        items = read_live(session, visitor.actor, talk, now, apres) if _readable(talk, visitor) else []
    if not items and holder == tenue:
        return Response(status_code=204)
    values = {"told": live_messages(items, now), "seq": items[-1].seq if items else apres, "holder": holder}
    return page(request, "live_messages.html", values)


@router.post("/direct/{conversation_id}/prendre", name="live_take")
def take(request: Request, visitor: SignedInVisitor, conversation_id: str) -> Response:
    """The assistant falls silent, and the person is told who is there."""

    def taken(session: Session, runtime: Runtime, now: datetime) -> str:
        try:
            take_over(session, visitor.actor, conversation_id, now, **_means(runtime))
        except HeldByOtherError:
            return "prise"
        return ""

    return _acted(request, visitor, conversation_id, taken)


@router.post("/direct/{conversation_id}/dire", name="live_say")
def say(
    request: Request, visitor: SignedInVisitor, conversation_id: str, texte: Written = "", cle: Key = "", quand_meme: Key = ""
) -> Response:
    """Write to the person; what cannot leave comes back with the reason, and nothing typed is lost."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        _found(narrow(session, visitor.actor), visitor, conversation_id)
        try:
            said = say_as_staff(
                session,
                visitor.actor,
                conversation_id,
                texte,
                now,
                client_id=cle or new_id(),
                daily_limit=runtime.settings.sms_per_day,
                anyway=quand_meme == "1",
            )
        except NotHeldError:
            said = None
    if said is None:
        return _talk(request, visitor, conversation_id, {"note": NOTES["plus_a_vous"], "draft": texte}, status=409)
    if said.became in (Saying.SAID, Saying.EMPTY):
        return _back(conversation_id, "envoye" if said.became is Saying.SAID else "vide")
    return _talk(request, visitor, conversation_id, {"refused": said, "draft": texte}, status=422)


@router.post("/direct/{conversation_id}/rendre", name="live_hand_back")
def give_back(request: Request, visitor: SignedInVisitor, conversation_id: str) -> Response:
    """The assistant speaks again."""
    return _acted(request, visitor, conversation_id, _released(visitor, conversation_id, hand_back, "rendue"))


@router.post("/direct/{conversation_id}/clore", name="live_close")
def end(request: Request, visitor: SignedInVisitor, conversation_id: str) -> Response:
    """The talk is over; the request stays in the queue."""
    return _acted(request, visitor, conversation_id, _released(visitor, conversation_id, close, "close"))


Act = Callable[[Session, Runtime, datetime], str]


def _released(visitor: Visitor, conversation_id: str, release: Callable[..., None], note: str) -> Act:
    def act(session: Session, runtime: Runtime, now: datetime) -> str:
        try:
            release(session, visitor.actor, conversation_id, now, **_means(runtime))
        except NotHeldError:
            return "plus_a_vous"
        return note

    return act


def _acted(request: Request, visitor: Visitor, conversation_id: str, act: Act) -> Response:
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        _found(narrow(session, visitor.actor), visitor, conversation_id)
        note = act(session, runtime, runtime.clock.now())
    return _back(conversation_id, note)


def _back(conversation_id: str, note: str) -> Response:
    return RedirectResponse(f"/direct/{conversation_id}" + (f"?dit={note}" if note else ""), 303)


def _means(runtime: Runtime) -> dict[str, Any]:
    return {"indexer": runtime.indexer, "daily_limit": runtime.settings.sms_per_day}


def _found(session: Session, visitor: Visitor, conversation_id: str) -> LiveTalk:
    talk = find_live(session, visitor.actor, conversation_id)
    if talk is None:
        raise HTTPException(404, GONE)
    return talk


def _readable(talk: LiveTalk, visitor: Visitor) -> bool:
    return talk.handoff_id is not None or talk.held_by == visitor.actor.id


def _list(request: Request, visitor: Visitor) -> dict[str, Any]:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    # A write: every conversation listed leaves a read trace.
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        mark = live_mark(session, visitor.actor, now)
        talks = live_talks(session, visitor.actor, now)
        names = {antenna.code: antenna.name for antenna in antennas(session)}
    return {"mark": mark, "lines": [live_line(talk, names, visitor.actor, now) for talk in talks]}


def _talk(request: Request, visitor: Visitor, conversation_id: str, more: dict[str, Any], *, status: int = 200) -> Response:
    screen = _screen(request, visitor, conversation_id)
    refused: Said | None = more.get("refused")
    values = {"note": None, "sent": False, "draft": "", "refused": refused, "key": new_id(), "screen": screen, **more}
    return page(request, "live_talk.html", values, status=status)


def _screen(request: Request, visitor: Visitor, conversation_id: str) -> LiveScreen:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        talk = _found(narrow(session, visitor.actor), visitor, conversation_id)
        keep(session, visitor.actor, conversation_id, now)
        view = read_handoff(session, visitor.actor, talk.handoff_id, now) if talk.handoff_id else None
        items = read_live(session, visitor.actor, talk, now) if _readable(talk, visitor) else None
        names = {antenna.code: antenna.name for antenna in antennas(session)}
    return live_screen(talk, view, items, names, visitor.actor, now)


def _panel(opened: Opened) -> LiveLine | None:
    """On the page of a hand-off: who writes with the person now, or that she can be written with."""
    talk = live_of_request(opened.session, opened.visitor.actor, opened.view.row.request_id)
    if talk is None or (talk.held_by is None and not (still_there(talk, opened.now) and opened.visitor.may("live_take"))):
        return None
    names = {antenna.code: antenna.name for antenna in antennas(opened.session)}
    return live_line(talk, names, opened.visitor.actor, opened.now)


PANEL = Panel("live", Place.TOP, "handoff_live.html", _panel)
