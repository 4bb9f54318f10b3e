"""What came of a call."""

from __future__ import annotations

from lexicon.codes import Code


class CallResult(Code):
    """What came of one try to reach a person by telephone."""

    REACHED = "reached", "joint"
    NO_ANSWER = "no_answer", "pas de réponse"
    VOICEMAIL = "voicemail", "répondeur, sans message"
    BUSY = "busy", "occupé"
    LATER = "later", "rappeler plus tard"
    WRONG_NUMBER = "wrong_number", "numéro faux"
    REFUSED = "refused", "refuse d’être rappelée"

    @property
    def in_vain(self) -> bool:
        """True when nobody was spoken with."""
        return self in (CallResult.NO_ANSWER, CallResult.VOICEMAIL, CallResult.BUSY, CallResult.WRONG_NUMBER)

    @property
    def ends_calling(self) -> bool:
        """True when the same number is not to be called again."""
        return self in (CallResult.REACHED, CallResult.WRONG_NUMBER, CallResult.REFUSED)
