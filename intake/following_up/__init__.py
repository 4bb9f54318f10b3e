"""« Avez-vous eu une réponse ? »: asked once, three weeks after an orientation, of who agreed to it; a « non » comes back to a human."""

from intake.following_up.answering import answer, answer_by_text, asked_by_text, by_call
from intake.following_up.asking import FollowUp, due_follow_ups, note_asked
from intake.following_up.reading import read_follow_up

__all__ = ["FollowUp", "answer", "answer_by_text", "asked_by_text", "by_call", "due_follow_ups", "note_asked", "read_follow_up"]
