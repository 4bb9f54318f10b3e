"""An appointment as an iCalendar file (RFC 5545, RFC 5546): when and where, neither who nor what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from intake.appointments.codes import Mode
from intake.clock import PARIS
from intake.convention import indiscretions
from intake.directory import Antenna
from intake.storage import AppointmentRow

# The rules of the Union since 1996, as calendars that know no zone by its name need them.
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Paris",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_method(row: AppointmentRow) -> str:
    """PUBLISH, or CANCEL for an appointment that does not take place."""
    return "CANCEL" if row.cancelled_at else "PUBLISH"


def calendar(row: AppointmentRow, antenna: Antenna, now: datetime, *, organiser: str) -> str:
    """The file; an appointment that was moved keeps its name and counts one. `organiser` is the e-mail address of the service."""
    end = row.starts_at + timedelta(minutes=row.minutes)
    place = {Mode.ANTENNA: antenna.address, Mode.PHONE: "Par téléphone", Mode.HOME: "À domicile"}[Mode(row.mode)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Seuil//Rendez-vous//FR",
        f"METHOD:{calendar_method(row)}",
        *_ZONE,
        "BEGIN:VEVENT",
        f"UID:{row.series or row.id}@seuil",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Paris:{_local(row.starts_at)}",
        f"DTEND;TZID=Europe/Paris:{_local(end)}",
        f"SEQUENCE:{row.sequence}",
        f"STATUS:{'CANCELLED' if row.cancelled_at else 'CONFIRMED'}",
        "SUMMARY:Rendez-vous",
        # A house that is named after what it treats is not named.
        *([] if indiscretions(place) else [f"LOCATION:{_escaped(place)}"]),
        f"ORGANIZER:mailto:{parseaddr(organiser)[1] or organiser}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _local(moment: datetime) -> str:
    return moment.astimezone(PARIS).strftime("%Y%m%dT%H%M%S")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """A line in pieces of 75 bytes at most, the later ones begun by a space."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > 75:
            pieces.append(piece)
            piece = " "
        piece += sign
    return [*pieces, piece]
