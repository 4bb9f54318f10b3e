"""The turn endpoint: POST /webhooks/turn/turn takes a message with its state and gives replies with the new state.

Nothing is kept between two turns: any Rasa process can serve any turn, and a turn that failed can be sent again.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import quiet, validator_cache
from bot.engine import ActionFailedError, NoReplyError, run_turn
from bot.request import MalformedTurnError, read_turn

quiet.install()
validator_cache.install()

logger = logging.getLogger(__name__)

TOKEN_HEADER = "X-Seuil-Token"  # noqa: S105
TOKEN_VARIABLE = "SEUIL_INTERNAL_TOKEN"  # noqa: S105


def is_authorised(request: Request) -> bool:
    """True when the request carries our secret; nobody is when no secret is set."""
    expected = os.environ.get(TOKEN_VARIABLE, "")
    given = request.headers.get(TOKEN_HEADER, "")
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def _processor(request: Request) -> MessageProcessor | None:
    """Rasa's processor; None as long as no model is loaded."""
    agent = getattr(request.app.ctx, "agent", None)
    return agent.processor if agent is not None else None


async def _finish(work: Coroutine[Any, Any, Any], running: set[asyncio.Task[Any]]) -> Any:
    """Run to the end even when the client goes away: actions have side effects."""
    task = asyncio.ensure_future(work)
    running.add(task)
    task.add_done_callback(running.discard)
    return await asyncio.shield(task)


class TurnInput(InputChannel):
    """Rasa's only input channel; declared in credentials.yml."""

    def __init__(self) -> None:
        """Start with no turn under way."""
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    def name(cls) -> str:
        """The channel's part of the URL."""
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TurnInput:
        """The channel; the secret comes from the environment, not from credentials.yml."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Rasa's own `on_new_message` is not used: it would store a tracker."""
        routes = Blueprint("turn", __name__)

        @routes.get("/")
        async def alive(request: Request) -> HTTPResponse:
            ready = _processor(request) is not None
            return response.json({"status": "ok" if ready else "not_ready"}, status=200 if ready else 503)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not is_authorised(request):
                return response.json({"error": "forbidden"}, status=403)
            try:
                asked = read_turn(request.body)
            except MalformedTurnError as error:
                return response.json({"error": "malformed", "reason": str(error)}, status=422)
            processor = _processor(request)
            if processor is None:
                return response.json({"error": "not_ready"}, status=503)
            try:
                answer = await _finish(run_turn(processor, asked), self._running)
            except ActionFailedError as error:
                logger.error("A turn was dropped: %s failed (%s).", error.action, error.cause)
                return response.json({"error": "action_failed"}, status=502)
            except NoReplyError:
                logger.error("A turn was dropped: no action said anything.")
                return response.json({"error": "no_reply"}, status=502)
            return response.json(answer)

        return routes
