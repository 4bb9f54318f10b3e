"""The carrier's webhooks about text messages."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Response
from fastapi.responses import PlainTextResponse
from twilio.twiml.messaging_response import MessagingResponse

from channels.context import Context, context
from channels.posted import Posted
from channels.screening import screen_alone
from channels.texts.wording import plain_signs
from channels.turns import BusyError, UnknownChoiceError
from channels.webhooks import signed
from intake.convention import sample_convention
from intake.dialogue import safety_words, say
from intake.outbox import apply_delivery
from intake.storage import DatabaseDownError
from intake.summary import spoken_phone
from lexicon.codes import Channel

router = APIRouter(prefix="/twilio/sms", include_in_schema=False)
logger = logging.getLogger("seuil.texts")
Running = Annotated[Context, Depends(context)]
Signed = Annotated[Posted, Depends(signed)]

AGAIN = "Un autre message est encore en cours : l’opérateur peut renvoyer celui-ci."


@router.post("")
def text(posted: Signed, running: Running) -> Response:
    """A text came in; the answer leaves by the outbox, this response is empty."""
    try:
        taken = running.texts.take(posted)
    except (BusyError, UnknownChoiceError):
        # The words are kept; posted again, they are answered.
        raise HTTPException(503, AGAIN) from None
    except DatabaseDownError:
        logger.error("the database does not answer (SEUIL_DATABASE_URL): a text is answered at once, and not kept")
        return Response(_without_database(running, posted), media_type="text/xml")
    headers = {"X-Seuil-Asks": taken.asks} if taken.asks and not running.runtime.settings.production else None
    return Response(str(MessagingResponse()), media_type="text/xml", headers=headers)


def _without_database(running: Context, posted: Posted) -> str:
    """What the carrier itself is asked to answer, while nothing can be stored."""
    convention = sample_convention()
    danger = screen_alone(posted.text("Body"))
    phone = spoken_phone(running.line.cached.phone) if running.line.cached else ""
    said = [] if danger is None else [safety_words(convention, danger, Channel.SMS)]
    said.append(say(convention, "apology.not_kept", Channel.SMS, False, phone=phone))
    response = MessagingResponse()
    response.message(plain_signs(" ".join(said)))
    return str(response)


@router.post("/status")
def status(posted: Signed, running: Running, text: Annotated[str | None, Query(max_length=64)] = None) -> Response:
    """How far a text that we sent got; late and doubled reports change nothing."""
    sid = posted.sid("MessageSid")
    with running.runtime.database.write() as session:
        apply_delivery(
            session,
            outbox_id=text,
            external_id=sid,
            status=posted.text("MessageStatus"),
            error_code=posted.text("ErrorCode") or None,
            now=running.runtime.clock.now(),
        )
    return PlainTextResponse("", status_code=204)
