"""What people say, by field and value: the declared phrases of the files under `said/`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from intake.story.phrases import Phrase, phrase

_FILES = ("leave", "job_risk", "work", "hospital", "care", "home", "cover", "rights", "behalf")


class Saying(BaseModel):
    """Phrases that tell one value of one field.

    `guards` of the surroundings forbid the reading: h(ypothetical), n(egated), p(ast), l(ong ago, told after). `anyone`: whoever is the
    subject. `work`: what an employer does is about whom he employs. `needs` must be found somewhere in the account. `weak`: only when nothing
    else tells the field. `several`: one value of a list.
    """

    model_config = ConfigDict(extra="forbid")

    field: str
    value: str
    say: tuple[str, ...]
    guards: str = "hnp"
    anyone: bool = False
    work: bool = False
    weak: bool = False
    several: bool = False
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One saying, compiled."""

    saying: Saying
    phrase: Phrase
    needs: Phrase | None
    # « je me suis arrêtée » is not « je suis arrêtée ».
    reflexive: bool


def _read(name: str) -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("said", f"{name}.yml").read_text(encoding="utf-8"))


def _patterns() -> tuple[Pattern, ...]:
    macros: dict[str, str] = _read("shared")
    sayings = [Saying.model_validate(one) for name in _FILES for one in _read(name)]
    return tuple(
        Pattern(
            saying,
            phrase(text, macros),
            phrase(saying.needs, macros) if saying.needs else None,
            "own:me suis" in text or "his:s est" in text,
        )
        for saying in sayings
        for text in saying.say
    )


PATTERNS = _patterns()
