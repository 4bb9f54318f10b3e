"""The carrier's webhooks about calls."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import PlainTextResponse

from channels.context import Context, context
from channels.posted import Posted
from channels.telephone.emergency import whisper_without_database, without_database
from channels.webhooks import signed
from intake.storage import DatabaseDownError
from intake.telephony import StoredTurn

router = APIRouter(prefix="/twilio/voice", include_in_schema=False)
logger = logging.getLogger("seuil.telephone")
Running = Annotated[Context, Depends(context)]
Signed = Annotated[Posted, Depends(signed)]
ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


def _markup(running: Context, answer: StoredTurn) -> Response:
    headers = {"X-Seuil-Asks": answer.asks} if answer.asks and not running.runtime.settings.production else None
    return Response(answer.twiml, media_type="text/xml", headers=headers)


@router.post("")
def voice(posted: Signed, running: Running, turn: Annotated[int | None, Query(ge=0, lt=100_000)] = None) -> Response:
    """One turn of a call, or its beginning."""
    try:
        answer = running.telephone.begin(posted) if turn is None else running.telephone.turn(posted, turn)
    except DatabaseDownError:
        logger.error("the database does not answer (SEUIL_DATABASE_URL): a caller is passed on to an antenna")
        answer = without_database(running, posted, turn)
    return _markup(running, answer)


@router.post("/dial")
def dialled(posted: Signed, running: Running, turn: Annotated[int, Query(ge=0, lt=100_000)]) -> Response:
    """The antenna's telephone was rung."""
    try:
        answer = running.telephone.dialled(posted, turn)
    except DatabaseDownError:
        logger.error("the database does not answer (SEUIL_DATABASE_URL): a caller is asked to call again")
        answer = without_database(running, posted, turn)
    return _markup(running, answer)


@router.post("/whisper")
def whisper(
    posted: Signed,
    running: Running,
    call: Annotated[str, Query(min_length=2, max_length=64, pattern=r"^[A-Za-z0-9]+$")],
    taken: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """What the antenna hears before the lines are joined."""
    digits = posted.text("Digits")
    try:
        text = running.whisper.answered(call, digits) if taken else running.whisper.first(call)
    except DatabaseDownError:
        text = whisper_without_database(running, call, taken=bool(taken), digits=digits)
    return Response(text, media_type="text/xml")


@router.post("/status")
def status(posted: Signed, running: Running) -> Response:
    """How a call goes on; only its end matters here."""
    posted.sid("CallSid")
    if posted.text("CallStatus") in ENDED:
        running.telephone.ended(posted)
    return PlainTextResponse("", status_code=204)
