"""How the carrier listens to each answer: figures expected on the keypad, words to expect, how long a silence may last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.convention import FieldDefinition, FieldKind
from intake.requests import Choice

# Ill and old people take their time; nothing is lost by waiting.
PATIENCE = 10
# After this, on a line that nobody speaks on.
LONG_PATIENCE = 60
MOST_HINTS = 120
_ALWAYS = (
    "oui",
    "non",
    "je ne sais pas",
    "une personne",
    "répétez",
    "plus lentement",
    "attendez",
    "pourquoi",
    "je préfère ne pas répondre",
)
_BY_KIND = {
    FieldKind.AVAILABILITY: ("le matin", "l’après-midi", "n’importe quand", "lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    FieldKind.DATE: (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    FieldKind.POSTAL_CODE: ("Nantes", "Saint-Nazaire", "Angers", "Cholet", "Laval", "Le Mans", "La Roche-sur-Yon"),
    FieldKind.EMAIL: ("arobase", "point", "tiret"),
}
_BY_FIELD = {
    "regime": ("C P A M", "M S A", "sécurité sociale", "régime général", "S N C F", "fonction publique"),
    "complementary_cover": ("une mutuelle", "complémentaire santé solidaire", "C S S"),
    "employment_status": ("C D I", "C D D", "intérim", "au chômage", "à la retraite", "à mon compte", "fonctionnaire"),
    "rqth": ("R Q T H", "demande en cours", "M D P H"),
}
_DIGITS = {FieldKind.PHONE: 10, FieldKind.DATE: 8, FieldKind.POSTAL_CODE: 5}


@dataclass(frozen=True)
class Listening:
    """What the carrier is asked for one answer; times are whole seconds."""

    hints: tuple[str, ...]
    digits: int | None
    timeout: int
    speech_timeout: int
    story: bool


def listening_for(
    field: FieldDefinition | None, choices: Iterable[Choice], keys_for: Iterable[Choice], *, quiet: bool = False
) -> Listening:
    """How to listen after a question on `field`, or after something that asks for none.

    `keys_for`: what single keys stand for; `quiet`: nobody has spoken for long.
    """
    story = field is not None and field.kind is FieldKind.STORY
    digits = _DIGITS.get(field.kind) if field is not None else None
    return Listening(
        hints=() if story else _hints(field, tuple(choices)),
        digits=digits or (1 if tuple(keys_for) else None),
        timeout=LONG_PATIENCE if quiet else PATIENCE,
        # A story has its pauses.
        speech_timeout=4 if story else 2,
        story=story,
    )


def _hints(field: FieldDefinition | None, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    words = [*_ALWAYS, *(choice.title for choice in choices)]
    if field is not None:
        words += [*_BY_KIND.get(field.kind, ()), *_BY_FIELD.get(field.code, ())]
    # A comma parts two hints: none may hold one.
    cleaned = (" ".join(word.replace(",", " ").split())[:100] for word in words)
    return tuple(dict.fromkeys(word for word in cleaned if word))[:MOST_HINTS]
