"""Around every request: a number, the security headers, one log line without query string, and no trace of an error outside."""

from __future__ import annotations

import logging
import time
import traceback

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.errors import answer
from intake.convention import MAX_BYTES as MOST_CONVENTION
from intake.directory import MOST_BYTES
from intake.storage import new_id

_log = logging.getLogger("seuil.desk")

# Pages leave uncompressed: each holds the token of its forms beside what an address was asked to show, and the length of what is
# compressed tells one from the other (BREACH). None is over 150 kB.
STATIC = "/static/"
MOST_BODY = 64 * 1024
# The pages to which a file is sent; their body is read only once its visitor is known. The form around it is small.
FILES = {"/annuaire/import": MOST_BYTES + MOST_BODY, "/regles/import": MOST_CONVENTION + MOST_BODY}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Frame:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp, *, production: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if production else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, started, status = new_id(), time.perf_counter(), 0
        scope.setdefault("state", {})["number"] = number

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    # A page may allow itself one thing more.
                    headers.setdefault(name, value)
                headers["X-Request-Id"] = number
                headers["Cache-Control"] = _cache(scope, status)
            await send(message)

        try:
            if _too_big(scope):
                await answer(Request(scope), 413)(scope, receive, framed)
            else:
                await self._app(scope, receive, framed)
        except Exception as error:
            # The message of an error may hold what a person said: only its kind and its place are written.
            _log.error("%s failed: %s at %s", number, type(error).__name__, _place(error))
            if status:
                raise ConnectionError("the answer had begun") from None
            await answer(Request(scope), 500)(scope, receive, framed)
        finally:
            # Every open page asks every few seconds whether something has changed: when nothing has, that is no news.
            level = logging.DEBUG if status == 204 else logging.INFO
            took = (time.perf_counter() - started) * 1000
            _log.log(level, "%s %s %s %s %.0f ms", number, scope["method"], scope["path"], status, took)


def _too_big(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    # No page of ours sends a body of unknown length.
    return (
        "transfer-encoding" in headers or not (length.isascii() and length.isdigit()) or int(length) > FILES.get(scope["path"], MOST_BODY)
    )


def _cache(scope: Scope, status: int) -> str:
    if scope["path"].startswith(STATIC) and status in (200, 304):
        # The address of a static file changes with its content.
        return "public, max-age=31536000, immutable" if scope["query_string"] else "no-cache"
    return "no-store"


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-6:]))
