"""What is to be said to a person because of a decision: by a call, told once; and the one question after an orientation."""

from intake.telling.codes import FollowUpAnswer, TellingKind
from intake.telling.noting import call_in_vain, note_told, untell
from intake.telling.reading import ToSay, alive, to_say
from intake.telling.writing import FOLLOW_UP_AFTER, follow_up_at, tell_later, tell_no_more

__all__ = [
    "FOLLOW_UP_AFTER",
    "FollowUpAnswer",
    "TellingKind",
    "ToSay",
    "alive",
    "call_in_vain",
    "follow_up_at",
    "note_told",
    "tell_later",
    "tell_no_more",
    "to_say",
    "untell",
]
