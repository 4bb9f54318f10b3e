"""What people say, by field and value: the declared phrases of the files under `said/`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from intake.story.phrases import Phrase, phrase
from intake.story.words import NEGATION

_FILES = ("leave", "job_risk", "work", "hospital", "care", "home", "cover", "rights", "behalf")


class Saying(BaseModel):
    """Phrases that tell one value of one field.

    `guards` of the surroundings forbid the reading: h(ypothetical), n(egated), x (negated just before),
    p(ast), l(ong ago), r(esumed work), a(fter it). `anyone`: whoever is the
    subject. `work`: what an employer does is about whom he employs. `needs` must be found somewhere in the account. `weak`: only when nothing
    else tells the field. `several`: one value of a list.
    """

    model_config = ConfigDict(extra="forbid")

    field: str
    value: str
    say: tuple[str, ...]
    guards: str = "hnpl"
    anyone: bool = False
    work: bool = False
    weak: bool = False
    several: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One saying, compiled."""

    saying: Saying
    phrase: Phrase
    needs: tuple[Phrase, ...]
    # Negations that are part of what is said: « sans emploi ».
    negations: frozenset[str]
    # « je me suis arrêtée » is not « je suis arrêtée ».
    reflexive: bool


def _read(name: str) -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("said", f"{name}.yml").read_text(encoding="utf-8"))


def _pattern(saying: Saying, text: str, macros: dict[str, str]) -> Pattern:
    return Pattern(
        saying,
        phrase(text, macros),
        tuple(phrase(one, macros) for one in saying.needs),
        negations=frozenset(NEGATION.findall(text)),
        reflexive="own:me suis" in text or "his:s est" in text,
    )


def _patterns() -> tuple[Pattern, ...]:
    macros: dict[str, str] = _read("shared")
    sayings = [Saying.model_validate(one) for name in _FILES for one in _read(name)]
    return tuple(_pattern(saying, text, macros) for saying in sayings for text in saying.say)


PATTERNS = _patterns()
