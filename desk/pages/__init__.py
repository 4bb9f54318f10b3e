"""The pages for people."""

from fastapi import APIRouter

from desk.pages.absences import router as absences
from desk.pages.account import router as account
from desk.pages.alarms import router as alarms
from desk.pages.calls import router as calls
from desk.pages.handoff import router as handoff
from desk.pages.health import router as health
from desk.pages.members import router as members
from desk.pages.queue import router as queue
from desk.pages.rights import router as rights
from desk.pages.signing import router as signing

router = APIRouter(include_in_schema=False)
for part in (health, signing, account, members, rights, queue, absences, handoff, alarms, calls):
    router.include_router(part)

__all__ = ["router"]
