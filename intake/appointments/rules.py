"""How long interviews last at an antenna, and how many can be held there at once: set by the manager of the antenna."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from intake.appointments.codes import Mode
from intake.privacy import Actor
from intake.storage import AppointmentRulesRow
from intake.trail import note

SHORTEST, LONGEST, MOST_ROOMS = 15, 180, 50


class RulesError(ValueError):
    """Lengths that make no sense; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class InterviewRules:
    """Minutes by how people meet; `at_once`: how many can be received at the antenna at the same time, None for no limit."""

    phone: int = 30
    antenna: int = 45
    home: int = 60
    at_once: int | None = None

    def minutes(self, mode: Mode) -> int:
        """How long an interview lasts."""
        return {Mode.PHONE: self.phone, Mode.ANTENNA: self.antenna, Mode.HOME: self.home}[mode]


USUAL: Final = InterviewRules()


def rules_of(session: Session, antenna: str) -> InterviewRules:
    """Those of an antenna, by its code; the usual ones unless its manager set others."""
    row = session.get(AppointmentRulesRow, antenna)
    return USUAL if row is None else InterviewRules(row.phone_minutes, row.antenna_minutes, row.home_minutes, row.at_once)


def set_rules(session: Session, actor: Actor, antenna: str, rules: InterviewRules, now: datetime) -> None:
    """Set those of an antenna for the appointments to come; those already made keep their length. Raises RulesError."""
    if any(not SHORTEST <= rules.minutes(mode) <= LONGEST for mode in Mode):
        raise RulesError(f"Un entretien dure entre {SHORTEST} minutes et trois heures.")
    if rules.at_once is not None and not 1 <= rules.at_once <= MOST_ROOMS:
        raise RulesError(f"Le nombre d’entretiens à la fois va de 1 à {MOST_ROOMS}, ou reste vide.")
    row = session.get(AppointmentRulesRow, antenna)
    if row is None:
        row = AppointmentRulesRow(antenna=antenna)
        session.add(row)
    row.phone_minutes, row.antenna_minutes, row.home_minutes = rules.phone, rules.antenna, rules.home
    row.at_once, row.set_by, row.at = rules.at_once, actor.id, now
    note(session, actor, "appointment_rules", None, now)
    session.flush()
