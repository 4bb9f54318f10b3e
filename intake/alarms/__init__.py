"""What becomes of a danger that was heard: who is told, who has seen it, and what a human judged."""

from intake.alarms.calling import Alarm, alarms_to_call, call_failed, called
from intake.alarms.judging import JudgedCounts, alarm_counts, confirm_alarm, is_seen, lift_alarm, note_seen

__all__ = [
    "Alarm",
    "JudgedCounts",
    "alarm_counts",
    "alarms_to_call",
    "call_failed",
    "called",
    "confirm_alarm",
    "is_seen",
    "lift_alarm",
    "note_seen",
]
