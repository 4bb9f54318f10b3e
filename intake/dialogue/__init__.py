"""What the assistant says and does in one turn; every sentence comes from the convention."""

from intake.dialogue.announcing import announce
from intake.dialogue.commands import choice_said, command_of
from intake.dialogue.hanging_up import hung_up
from intake.dialogue.ladders import MENU_OPTIONS, menu_said
from intake.dialogue.moves import LOCAL_MOVES, MOVES, answer_turn, move_of
from intake.dialogue.opening import apology, callback_received, open_dialogue
from intake.dialogue.overhearing import overhear
from intake.dialogue.safety import safety_words
from intake.dialogue.state import Stage, State
from intake.dialogue.turn import Answered, Turn
from intake.dialogue.warming import warm_up
from intake.dialogue.wording import missing_sentences, say

__all__ = [
    "LOCAL_MOVES",
    "MENU_OPTIONS",
    "MOVES",
    "Answered",
    "Stage",
    "State",
    "Turn",
    "announce",
    "answer_turn",
    "apology",
    "callback_received",
    "choice_said",
    "command_of",
    "hung_up",
    "menu_said",
    "missing_sentences",
    "move_of",
    "open_dialogue",
    "overhear",
    "safety_words",
    "say",
    "warm_up",
]
