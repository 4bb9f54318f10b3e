"""Appointments: the free times of an antenna's social workers, what is agreed, and how the person is told."""

from intake.appointments.booking import DAYS_AHEAD, AppointmentError, appointments_of, book, cancel, slots
from intake.appointments.codes import Mode
from intake.appointments.slots import MINUTES, free_slots
from intake.appointments.wording import calendar, cancellation, confirmation, moment_in_words

__all__ = [
    "DAYS_AHEAD",
    "MINUTES",
    "AppointmentError",
    "Mode",
    "appointments_of",
    "book",
    "calendar",
    "cancel",
    "cancellation",
    "confirmation",
    "free_slots",
    "moment_in_words",
    "slots",
]
