"""An appointment in words, for the person's telephone and letter box; nothing in them tells what it is about."""

from __future__ import annotations

from datetime import date, datetime

from intake.appointments.codes import Mode
from intake.clock import PARIS, day_in_words, time_in_words
from intake.convention import indiscretions
from intake.directory import Antenna
from intake.storage import AppointmentRow
from intake.summary import spoken_phone

SUBJECT = "Votre rendez-vous"


def moment_in_words(at: datetime, today: date) -> str:
    """« mardi 1er décembre à 10 h 30 », with the year when it is another."""
    local = at.astimezone(PARIS)
    return f"{day_in_words(local.date(), today)} à {time_in_words(local.time())}"


def confirmation(row: AppointmentRow, antenna: Antenna, today: date) -> str:
    """What is sent when an appointment is made."""
    return f"Bonjour. Votre rendez-vous : {moment_in_words(row.starts_at, today)}{place_in_words(row, antenna)}. {_change(antenna)}"


def cancellation(row: AppointmentRow, antenna: Antenna, today: date) -> str:
    """What is sent when one does not take place."""
    when = moment_in_words(row.starts_at, today)
    return f"Bonjour. Le rendez-vous du {when} n’aura pas lieu. Appelez-nous au {spoken_phone(antenna.phone)}."


def place_in_words(row: AppointmentRow, antenna: Antenna) -> str:
    """« , 12 rue des Tanneurs, Nantes », « , par téléphone : nous vous appelons »; begins with a comma, or is empty."""
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
