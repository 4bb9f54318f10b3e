"""The pages for people."""

from fastapi import APIRouter

from desk.pages.alarms import router as alarms
from desk.pages.calls import router as calls
from desk.pages.handoff import router as handoff
from desk.pages.health import router as health
from desk.pages.queue import router as queue
from desk.pages.signing import router as signing

router = APIRouter(include_in_schema=False)
for part in (health, signing, queue, handoff, alarms, calls):
    router.include_router(part)

__all__ = ["router"]
