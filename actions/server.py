"""The webhook that Rasa calls: loopback only, shared secret, and no word of a person in an error or a log."""

from __future__ import annotations

import hmac
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException

from actions.moves import all_actions
from intake.dialogue import warm_up
from intake.quiet import where
from intake.runtime import Runtime, start
from intake.storage import DatabaseDownError

TOKEN_HEADER = "X-Seuil-Token"  # noqa: S105  the name of a header is no secret

logger = logging.getLogger("seuil.actions")


def create_app(runtime: Runtime | None = None) -> FastAPI:
    """The action server; rasa-sdk executes the actions, its own web server is not used."""
    running = runtime or start()
    if runtime is None:
        warm_up(running)
    executor = ActionExecutor()
    for action in all_actions(running):
        executor.register_function(action.name(), action.run)
    app = FastAPI(title="Seuil actions", docs_url=None, redoc_url=None, openapi_url=None)

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        given = request.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode(), running.settings.internal.encode()):
            return JSONResponse({"error": "forbidden"}, status_code=403)
        call: dict[str, Any] = await request.json()
        name = str(call.get("next_action"))
        try:
            # Rasa 3.6 sends no domain digest; the actions never read the domain.
            result = await executor.run({**call, "domain": call.get("domain") or {}})
        except ActionNotFoundException:
            return JSONResponse({"error": "unknown_action", "action_name": name}, status_code=404)
        except DatabaseDownError:
            logger.error("%s: the database does not answer (SEUIL_DATABASE_URL)", name)
            return JSONResponse({"error": "database_down", "action_name": name}, status_code=503)
        except Exception as error:  # the door: the words of a person must not travel further in a traceback
            logger.error("%s failed: %s", name, where(error))
            return JSONResponse({"error": "action_failed", "action_name": name}, status_code=500)
        return JSONResponse(result.model_dump() if result is not None else {"events": [], "responses": []})

    @app.get("/health")
    def health() -> dict[str, str]:
        running.database.ping()
        return {"status": "ok"}

    return app
