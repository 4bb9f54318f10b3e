"""The clock of the first contact: warned once when three quarters of the working time are gone, escalated once when it is overdue."""

from intake.deadlines.judging import WARNED_SHARE, ClockState, Delay, state_of, to_escalate, to_warn, warning_at
from intake.deadlines.marking import LateFile, delay_of, late_files, mark_deadlines

__all__ = [
    "WARNED_SHARE",
    "ClockState",
    "Delay",
    "LateFile",
    "delay_of",
    "late_files",
    "mark_deadlines",
    "state_of",
    "to_escalate",
    "to_warn",
    "warning_at",
]
