"""An appointment in words: for the person's telephone, and for a calendar; nothing in them tells what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from intake.appointments.codes import Mode
from intake.clock import DAYS, MONTHS, PARIS, time_in_words
from intake.convention import indiscretions
from intake.directory import Antenna
from intake.storage import AppointmentRow
from intake.summary import spoken_phone


def moment_in_words(at: datetime, today: date) -> str:
    """« mardi 1er décembre à 10 h 30 », with the year when it is another."""
    local = at.astimezone(PARIS)
    number = "1er" if local.day == 1 else str(local.day)
    year = "" if local.year == today.year else f" {local.year}"
    return f"{DAYS[local.weekday()]} {number} {MONTHS[local.month - 1]}{year} à {time_in_words(local.time())}"


def confirmation(row: AppointmentRow, antenna: Antenna, today: date) -> str:
    """What is sent when an appointment is made."""
    return f"Bonjour. Votre rendez-vous : {moment_in_words(row.starts_at, today)}{_place(row, antenna)}. {_change(antenna)}"


def cancellation(row: AppointmentRow, antenna: Antenna, today: date) -> str:
    """What is sent when one does not take place."""
    when = moment_in_words(row.starts_at, today)
    return f"Bonjour. Le rendez-vous du {when} n’aura pas lieu. Appelez-nous au {spoken_phone(antenna.phone)}."


def _place(row: AppointmentRow, antenna: Antenna) -> str:
    match Mode(row.mode):
        case Mode.PHONE:
            return ", par téléphone : nous vous appelons"
        case Mode.HOME:
            return ", chez vous"
        case Mode.ANTENNA:
            # A house that is named after what it treats is not named.
            return "" if indiscretions(antenna.address) else f", {antenna.address}"


def _change(antenna: Antenna) -> str:
    return f"Pour changer : {spoken_phone(antenna.phone)}."


def calendar(row: AppointmentRow, antenna: Antenna, now: datetime) -> str:
    """The appointment as an iCalendar file (RFC 5545): neither a name nor what it is about."""
    end = row.starts_at + timedelta(minutes=row.minutes)
    place = {Mode.ANTENNA: antenna.address, Mode.PHONE: "Par téléphone", Mode.HOME: "À domicile"}[Mode(row.mode)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Seuil//Rendez-vous//FR",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{row.id}@seuil",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(row.starts_at)}",
        f"DTEND:{_utc(end)}",
        f"SEQUENCE:{row.sequence}",
        f"STATUS:{'CANCELLED' if row.cancelled_at else 'CONFIRMED'}",
        "SUMMARY:Rendez-vous",
        f"LOCATION:{_escaped(place)}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


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
