"""The public process: routes, headers, errors said in French."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from channels import rehearsing, site, web_api
from channels.context import RehearsalOverError, make_context
from channels.partners import routes as partners
from channels.telephone import routes as telephone
from channels.texts import routes as texts
from intake.dialogue import warm_up
from intake.runtime import Runtime, start
from intake.storage import DatabaseDownError

PAGES = Path(__file__).parent / "pages"
MOST_BODY = 64 * 1024

logger = logging.getLogger("seuil.channels")

TOO_BIG = "Votre message est trop long. Envoyez-le en plusieurs fois."
UNREADABLE = "Nous n’avons pas pu lire votre demande. Rechargez la page et recommencez."
REHEARSAL_OVER = "La répétition est finie. Rechargez la page."
DOWN = "Un incident technique nous empêche de répondre. Réessayez dans un moment, ou téléphonez-nous."

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(runtime: Runtime | None = None) -> FastAPI:
    """The public application; uvicorn calls this as a factory."""
    app = FastAPI(title="Seuil", description="Accueil du service social", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.state.context = make_context(runtime or warmed(start()))
    app.include_router(web_api.router)
    app.include_router(site.router)
    app.include_router(rehearsing.router)
    app.include_router(partners.router)
    app.include_router(telephone.router)
    app.include_router(texts.router)
    app.mount("/static", StaticFiles(directory=PAGES / "static"), name="static")
    _answer_errors(app)
    _guard(app)
    return app


def warmed(runtime: Runtime) -> Runtime:
    """The same, loading meanwhile what the first person would wait for."""
    warm_up(runtime)
    return runtime


def _guard(app: FastAPI) -> None:
    https = app.state.context.base_url.startswith("https://")

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        length = request.headers.get("content-length", "0")
        plain = length.isascii() and length.isdigit()
        if not plain or int(length) > MOST_BODY or "chunked" in request.headers.get("transfer-encoding", "").lower():
            response: Response = JSONResponse({"detail": TOO_BIG}, status_code=413)
        else:
            response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        # Only sentences written here are shown; what was sent is never repeated.
        first = error.errors()[0] if error.errors() else {}
        reason = first.get("ctx", {}).get("error")
        detail = str(reason) if isinstance(reason, ValueError) else UNREADABLE
        return JSONResponse({"detail": detail}, status_code=422)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        detail = error.detail if error.status_code not in (404, 405) or _ours(error.detail) else "Cette page n’existe pas."
        if _wants_page(request):
            return site.error_page(request, error.status_code, str(detail))
        return JSONResponse({"detail": detail}, status_code=error.status_code, headers=error.headers)

    @app.exception_handler(RehearsalOverError)
    async def over(request: Request, error: RehearsalOverError) -> Response:
        if _wants_page(request):
            return site.rehearsal_over(request)
        return JSONResponse({"detail": REHEARSAL_OVER}, status_code=410)

    @app.exception_handler(DatabaseDownError)
    async def down(request: Request, error: DatabaseDownError) -> Response:
        logger.error("%s", error)
        return _sorry(request, 503)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        logger.error("%s in %s", type(error).__name__, request.scope.get("route"))
        return _sorry(request, 500)


def _ours(detail: object) -> bool:
    return isinstance(detail, str) and detail not in ("Not Found", "Method Not Allowed")


def _wants_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def _sorry(request: Request, status: int) -> Response:
    if _wants_page(request):
        return site.error_page(request, status, DOWN)
    return JSONResponse({"detail": DOWN}, status_code=status)
