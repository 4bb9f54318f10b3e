"""What the assistant says and does in one turn; every sentence comes from the convention."""

from intake.dialogue.moves import MOVES, answer_turn
from intake.dialogue.opening import apology, callback_received, open_dialogue
from intake.dialogue.safety import safety_words
from intake.dialogue.state import Stage, State
from intake.dialogue.turn import Answered, Turn
from intake.dialogue.wording import missing_sentences, say

__all__ = [
    "MOVES",
    "Answered",
    "Stage",
    "State",
    "Turn",
    "answer_turn",
    "apology",
    "callback_received",
    "missing_sentences",
    "open_dialogue",
    "safety_words",
    "say",
]
