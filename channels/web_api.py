"""The public API of a conversation: open, write, read, follow."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from sse_starlette import EventSourceResponse

from channels.context import Context, context
from channels.opening import open_on
from channels.screening import screen_alone, without_memory
from channels.sessions import COOKIE
from channels.turns import BusyError, Inbound, UnknownChoiceError
from intake.requests import Item, messages_after, store_replies
from intake.storage import DatabaseDownError
from lexicon.codes import Channel, MessageKind

MOST_TEXT = 4000
router = APIRouter(prefix="/api/conversations")
Running = Annotated[Context, Depends(context)]

TOO_LONG = f"Votre message dépasse {MOST_TEXT} caractères. Vous pouvez l’envoyer en plusieurs fois."
EMPTY = "Votre message est vide. Écrivez quelques mots, ou demandez à parler à une personne."


class NewConversation(BaseModel):
    """How a conversation begins."""

    model_config = ConfigDict(extra="forbid")

    channel: Annotated[str, Field(pattern="^web$")] = "web"
    locale: Annotated[str, Field(pattern="^fr$")] = "fr"


class NewMessage(BaseModel):
    """A text or a choice, with the key that makes sending it twice harmless."""

    model_config = ConfigDict(extra="forbid")

    client_message_id: Annotated[str, Field(min_length=1, max_length=80)]
    text: str | None = None
    choice: Annotated[str, Field(max_length=80)] | None = None

    @field_validator("client_message_id", "choice")
    @classmethod
    def _plain(cls, value: str | None) -> str | None:
        if value is not None and not value.isprintable():
            raise ValueError("L’identifiant du message contient des signes interdits.")
        return value

    @model_validator(mode="after")
    def _one_thing(self) -> NewMessage:
        if (self.text is None) == (self.choice is None):
            raise ValueError("Envoyez un texte ou un choix, pas les deux.")
        if self.text is not None and not self.text.strip():
            raise ValueError(EMPTY)
        if self.text is not None and len(self.text) > MOST_TEXT:
            raise ValueError(TOO_LONG)
        return self


def _own(request: Request, conversation_id: str, running: Context, authorization: str | None) -> str:
    """The conversation's id, once the caller has shown that it is hers."""
    scheme, _, bearer = (authorization or "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if not bearer and request.headers.get("origin") not in (None, running.base_url) and request.method == "POST":
        raise HTTPException(403, "Cette demande ne vient pas de notre page.")
    found = running.sessions.conversation_of(token) if token else None
    if found is None:
        raise HTTPException(401, "Votre session n’est plus valable. Rechargez la page pour recommencer.", {"WWW-Authenticate": "Bearer"})
    if found != conversation_id:
        raise HTTPException(403, "Cette conversation n’est pas la vôtre.")
    return conversation_id


def own_conversation(
    request: Request, conversation_id: str, running: Running, authorization: Annotated[str | None, Header()] = None
) -> str:
    """Dependency: the conversation's id, once the caller has shown that it is hers."""
    return _own(request, conversation_id, running, authorization)


Own = Annotated[str, Depends(own_conversation)]


@router.post("", status_code=201)
def create(body: NewConversation, response: Response, running: Running) -> dict[str, Any]:
    """Open a conversation: the server gives its id, a signed token, and what the assistant says first."""
    runtime = running.runtime
    with runtime.database.write() as session:
        opened = open_on(session, runtime, Channel.WEB, body.locale)
        conversation = opened.conversation
        replies = store_replies(session, conversation.id, replies=opened.replies, now=runtime.clock.now())
    token = running.sessions.issue(conversation.id)
    secure = running.base_url.startswith("https://")
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")
    return {"conversation_id": conversation.id, "token": token, "replies": [reply.public() for reply in replies]}


@router.post("/{conversation_id}/messages")
def write(conversation_id: Own, body: NewMessage, running: Running) -> Any:
    """Say something; the same client_message_id again gives the same replies and changes nothing."""
    inbound = Inbound(client_id=body.client_message_id, text=(body.text or "").replace("\x00", ""), choice_id=body.choice)
    try:
        replies = running.turns.answer(conversation_id, inbound)
    except UnknownChoiceError:
        raise HTTPException(422, "Ce bouton n’est plus valable. Écrivez votre réponse, ou rechargez la page.") from None
    except BusyError:
        raise HTTPException(503, "Votre message précédent est encore en cours. Votre nouveau message est gardé, réessayez.") from None
    except LookupError:
        raise HTTPException(404, "Cette conversation n’existe plus. Rechargez la page pour recommencer.") from None
    except DatabaseDownError:
        danger = screen_alone(inbound.text)
        if danger is None:
            raise
        return JSONResponse({"detail": without_memory(danger), "kind": MessageKind.SAFETY.value}, status_code=503)
    return {"replies": [reply.public() for reply in replies]}


@router.get("/{conversation_id}/messages")
def read(conversation_id: Own, running: Running, after: Annotated[int, Field(ge=0, lt=2**31)] = 0) -> dict[str, Any]:
    """The conversation so far."""
    with running.runtime.database.read() as session:
        items = messages_after(session, conversation_id, after)
    return {"items": [item.public() for item in items]}


@router.get("/{conversation_id}/events")
async def follow(
    request: Request,
    conversation_id: Own,
    running: Running,
    last_event_id: Annotated[str | None, Header()] = None,
) -> EventSourceResponse:
    """Server-sent events: each new message of the conversation, resumable with Last-Event-ID."""
    after = int(last_event_id) if last_event_id and last_event_id.isdigit() and len(last_event_id) < 10 else 0

    def newer(seq: int) -> list[Item]:
        with running.runtime.database.read() as session:
            return messages_after(session, conversation_id, seq)

    async def stream() -> AsyncIterator[dict[str, str]]:
        seq = after
        while not await request.is_disconnected():
            for item in await asyncio.to_thread(newer, seq):
                seq = item.seq
                yield {"id": str(item.seq), "data": json.dumps(item.public(), ensure_ascii=False)}
            await asyncio.sleep(running.poll_seconds)

    return EventSourceResponse(stream(), headers={"Cache-Control": "no-store"})
