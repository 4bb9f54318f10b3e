"""An antenna and the choice of one by postal code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from intake.clock import DAYS

_SAMPLE = Path(__file__).parent / "sample" / "antennas.yml"


class OpenDoor(BaseModel):
    """A weekly session without appointment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekday: Annotated[int, Field(ge=0, le=6)]
    start: time
    end: time
    place: str

    def in_words(self) -> str:
        """« le mardi de 9 h à 12 h, Maison de santé, 3 rue des Lices »."""
        return f"le {DAYS[self.weekday]} de {_hour(self.start)} à {_hour(self.end)}, {self.place}"


class Antenna(BaseModel):
    """A local antenna of the service."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,38}$")]
    name: str
    phone: str
    address: str
    # Beginnings of postal codes served, from a département ("44") to one code ("44600"); the longest wins.
    postal_codes: tuple[str, ...]
    open_doors: tuple[OpenDoor, ...] = ()


def antenna_for(antennas: Iterable[Antenna], postal_code: str | None) -> Antenna | None:
    """The antenna that serves a postal code; None when the code is unknown or nobody serves it."""
    if not postal_code:
        return None
    matches = [(len(prefix), antenna) for antenna in antennas for prefix in antenna.postal_codes if postal_code.startswith(prefix)]
    return max(matches, key=lambda match: match[0])[1] if matches else None


def sample_antennas() -> tuple[Antenna, ...]:
    """The invented antennas that ship with the software."""
    return tuple(Antenna.model_validate(item) for item in yaml.safe_load(_SAMPLE.read_text(encoding="utf-8")))


def _hour(moment: time) -> str:
    return f"{moment.hour} h" if moment.minute == 0 else f"{moment.hour} h {moment.minute:02d}"
