"""What humans decide on a hand-off, apart from what the machine proposed; ten minutes to undo it before anything leaves."""

from intake.deciding.agreeing import MayBeWrong, axes_to_choose, may_be_wrong
from intake.deciding.codes import Blamed, CloseOutcome, DecisionKind, OrientReason, OtherAxis, ToldBy
from intake.deciding.errors import ChangedError, DecisionError
from intake.deciding.history import Event, history
from intake.deciding.moves import MOVES, allowed
from intake.deciding.reaching import LONGEST_TEXT, check_text, text_thread
from intake.deciding.sharing import Shared, share_out
from intake.deciding.taking import accepted_axis, close_merged, decide, has_read, last_decision, reopen_separated
from intake.deciding.undoing import may_undo, undo
from intake.deciding.waking import wake_answered
from intake.deciding.wishes import HandedTo, Wish, Wrong
from intake.deciding.workers import Worker, workers

__all__ = [
    "LONGEST_TEXT",
    "MOVES",
    "Blamed",
    "ChangedError",
    "CloseOutcome",
    "DecisionError",
    "DecisionKind",
    "Event",
    "HandedTo",
    "MayBeWrong",
    "OrientReason",
    "OtherAxis",
    "Shared",
    "ToldBy",
    "Wish",
    "Worker",
    "Wrong",
    "accepted_axis",
    "allowed",
    "axes_to_choose",
    "check_text",
    "close_merged",
    "decide",
    "has_read",
    "history",
    "last_decision",
    "may_be_wrong",
    "may_undo",
    "reopen_separated",
    "share_out",
    "text_thread",
    "undo",
    "wake_answered",
    "workers",
]
