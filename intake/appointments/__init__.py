"""Appointments: the free times of an antenna's social workers, what is agreed, and how the person is told."""

from intake.appointments.booking import REMINDER, AppointmentError, Post, appointments_of, book, cancel
from intake.appointments.calendar_file import calendar, calendar_method
from intake.appointments.codes import Asked, Mode, Told
from intake.appointments.delay import days_to_appointment
from intake.appointments.free import DAYS_AHEAD, slots
from intake.appointments.reminding import DueReminder, asked_in, due_reminders, next_appointment, note_asked
from intake.appointments.rules import USUAL, InterviewRules, RulesError, rules_of, set_rules
from intake.appointments.slots import Busy, Room, free_slots
from intake.appointments.telling import UntoldError, key_of, never_left, tell, ways_to_tell
from intake.appointments.week import Day, Meeting, monday_of, week_of
from intake.appointments.wording import SUBJECT, cancellation, confirmation, moment_in_words, place_in_words

__all__ = [
    "DAYS_AHEAD",
    "REMINDER",
    "SUBJECT",
    "USUAL",
    "AppointmentError",
    "Asked",
    "Busy",
    "Day",
    "DueReminder",
    "InterviewRules",
    "Meeting",
    "Mode",
    "Post",
    "Room",
    "RulesError",
    "Told",
    "UntoldError",
    "appointments_of",
    "asked_in",
    "book",
    "calendar",
    "calendar_method",
    "cancel",
    "cancellation",
    "confirmation",
    "days_to_appointment",
    "due_reminders",
    "free_slots",
    "key_of",
    "moment_in_words",
    "monday_of",
    "never_left",
    "next_appointment",
    "note_asked",
    "place_in_words",
    "rules_of",
    "set_rules",
    "slots",
    "tell",
    "ways_to_tell",
    "week_of",
]
