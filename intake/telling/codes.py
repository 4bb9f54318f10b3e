"""What there is to say, and what the person answered to the one question that follows an orientation."""

from __future__ import annotations

from lexicon.codes import Code


class TellingKind(Code):
    """What is to be said."""

    ORIENTATION = "orientation", "lui dire vers quel service elle est orientée"
    QUESTION = "question", "lui poser une question"
    FOLLOW_UP = "follow_up", "lui demander si elle a eu une réponse"


class FollowUpAnswer(Code):
    """Whether the service named to her has answered."""

    YES = "oui", "elle a eu une réponse"
    NO = "non", "elle n’a pas eu de réponse"
    # Asked once: she is not asked again.
    NONE = "sans_reponse", "elle n’a pas répondu"
