"""Liveness, and readiness with one line per dependency."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from desk.guard import runtime_of
from intake.requests import current_convention
from intake.storage import DatabaseDownError

router = APIRouter()


@router.get("/healthz", name="healthz")
def healthz() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", name="readyz")
def readyz(request: Request) -> PlainTextResponse:
    """Everything that the desk needs answers too."""
    runtime = runtime_of(request)
    try:
        with runtime.database.read() as session:
            convention = current_convention(session, runtime.clock.today())
    except DatabaseDownError:
        return PlainTextResponse("base de données : ne répond pas\n", 503)
    except RuntimeError:
        return PlainTextResponse("base de données : ok\nconvention : aucune en vigueur\n", 503)
    return PlainTextResponse(f"base de données : ok\nconvention : ok, n° {convention.version}\n")
