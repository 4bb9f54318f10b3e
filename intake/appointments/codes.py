"""Where an interview takes place, how the person is told of it, and what she may answer."""

from __future__ import annotations

from lexicon.codes import Code


class Mode(Code):
    """How the person and the social worker meet."""

    ANTENNA = "antenna", "à l’antenne"
    PHONE = "phone", "par téléphone"
    HOME = "home", "chez la personne"


class Told(Code):
    """How the person is told of her appointment."""

    CALL = "call", "je l’appelle"
    TEXT = "text", "par SMS"
    EMAIL = "email", "par e-mail, avec un fichier pour son agenda"


class Asked(Code):
    """What the person answered to a text about her appointment; a human calls her back."""

    CANCEL = "cancel", "annuler"
    MOVE = "move", "changer"
