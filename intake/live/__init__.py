"""A member of staff in a conversation: taking it over, writing in it, handing it back, and the wait of who asked for somebody."""

from intake.live.hearing import note_answer
from intake.live.holding import LAPSES_AFTER, HeldByOtherError, NotHeldError, NotLiveError, close, hand_back, keep, lapse, take_over
from intake.live.reading import LiveTalk, find_live, live_mark, live_of_request, live_talks, read_live
from intake.live.saying import MOST_TEXT, Said, Saying, say_as_staff
from intake.live.waiting import tell_who_waits

__all__ = [
    "LAPSES_AFTER",
    "MOST_TEXT",
    "HeldByOtherError",
    "LiveTalk",
    "NotHeldError",
    "NotLiveError",
    "Said",
    "Saying",
    "close",
    "find_live",
    "hand_back",
    "keep",
    "lapse",
    "live_mark",
    "live_of_request",
    "live_talks",
    "note_answer",
    "read_live",
    "say_as_staff",
    "take_over",
    "tell_who_waits",
]
