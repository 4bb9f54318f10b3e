"""The pages for people."""

from fastapi import APIRouter

from desk.pages.absences import router as absences
from desk.pages.account import router as account
from desk.pages.alarms import router as alarms
from desk.pages.antennas import router as antennas
from desk.pages.appointment_week import router as appointment_week
from desk.pages.appointments import router as appointments
from desk.pages.calling_back import router as calling_back
from desk.pages.calls import router as calls
from desk.pages.deadlines import router as deadlines
from desk.pages.deciding import router as deciding
from desk.pages.directory import router as directory
from desk.pages.directory_import import router as directory_import
from desk.pages.disagreements import router as disagreements
from desk.pages.duplicates import router as duplicates
from desk.pages.handoff import router as handoff
from desk.pages.health import router as health
from desk.pages.identity import router as identity
from desk.pages.live import router as live
from desk.pages.members import router as members
from desk.pages.notes import router as notes
from desk.pages.partners import router as partners
from desk.pages.printing import router as printing
from desk.pages.queue import router as queue
from desk.pages.rights import router as rights
from desk.pages.rules import router as rules
from desk.pages.signing import router as signing
from desk.pages.typing_in import router as typing_in

router = APIRouter(include_in_schema=False)
for part in (
    health,
    signing,
    identity,
    account,
    members,
    partners,
    rights,
    notes,
    queue,
    absences,
    calling_back,
    deadlines,
    handoff,
    printing,
    deciding,
    appointments,
    appointment_week,
    alarms,
    live,
    calls,
    typing_in,
    duplicates,
    disagreements,
    directory,
    directory_import,
    antennas,
    rules,
):
    router.include_router(part)

__all__ = ["router"]
