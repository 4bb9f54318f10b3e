"""Where an interview takes place."""

from __future__ import annotations

from lexicon.codes import Code


class Mode(Code):
    """How the person and the social worker meet."""

    ANTENNA = "antenna", "à l’antenne"
    PHONE = "phone", "par téléphone"
    HOME = "home", "chez la personne"
