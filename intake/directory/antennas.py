"""An antenna and the choice of one by postal code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from intake.clock import DAYS, Span, Weekday, time_in_words

# Where Good Friday and 26 December are holidays too.
_ALSACE_MOSELLE = ("57", "67", "68")
_SAMPLE = Path(__file__).parent / "sample" / "antennas.yml"


class OpenDoor(BaseModel):
    """A weekly session without appointment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekday: Weekday
    start: time
    end: time
    place: str

    def in_words(self) -> str:
        """« le mardi de 9 h à 12 h, Maison de santé, 3 rue des Lices »."""
        return f"le {DAYS[self.weekday]} de {time_in_words(self.start)} à {time_in_words(self.end)}, {self.place}"


class Access(BaseModel):
    """How people come to an antenna."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    transport: str = ""
    # None: nobody has said.
    step_free: bool | None = None
    notes: str = ""


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
    # Whose telephone answers for the whole service while nobody knows where a person lives.
    answers_for_all: bool = False
    # When its telephone is answered, by weekday (0 is Monday); None when that is as the convention says.
    opening_hours: dict[Weekday, tuple[Span, ...]] | None = None
    # Single days on which nobody is there.
    closed: tuple[date, ...] = ()
    # How one gets there and gets in; None where nobody has said.
    access: Access | None = None
    # Whom the antenna works with nearby, one line each.
    partners: tuple[str, ...] = ()
    # First appointments that it can give in a week.
    capacity: Annotated[int, Field(ge=0, le=1000)] | None = None
    # Who leads it, as colleagues and partners may know.
    manager: str = ""

    @model_validator(mode="after")
    def _opens(self) -> Self:
        if self.opening_hours is None:
            return self
        spans = [span for day in self.opening_hours.values() for span in day]
        if not spans:
            raise ValueError("les horaires d’une antenne ouvrent au moins un jour de la semaine")
        if any(start >= end for start, end in spans):
            raise ValueError("une plage d’ouverture finit après son début")
        return self

    @property
    def in_alsace_moselle(self) -> bool:
        """True when it serves nothing but Moselle, Bas-Rhin and Haut-Rhin."""
        return bool(self.postal_codes) and all(code.startswith(_ALSACE_MOSELLE) for code in self.postal_codes)


def prefix_for(antennas: Iterable[Antenna], postal_code: str) -> tuple[Antenna, str] | None:
    """The antenna that serves a postal code, and the beginning of codes by which it does."""
    matches = [(len(prefix), antenna, prefix) for antenna in antennas for prefix in antenna.postal_codes if postal_code.startswith(prefix)]
    if not matches:
        return None
    _, antenna, prefix = max(matches, key=lambda match: match[0])
    return antenna, prefix


def antenna_for(antennas: Iterable[Antenna], postal_code: str | None) -> Antenna | None:
    """The antenna that serves a postal code; None when the code is unknown or nobody serves it."""
    if not postal_code:
        return None
    found = prefix_for(antennas, postal_code)
    return found[0] if found else None


def service_antenna(antennas: Iterable[Antenna]) -> Antenna | None:
    """The antenna to call while the person's own is not known: the one that answers for all, else the first."""
    known = tuple(antennas)
    return next((antenna for antenna in known if antenna.answers_for_all), known[0] if known else None)


def sample_antennas() -> tuple[Antenna, ...]:
    """The invented antennas that ship with the software."""
    return tuple(Antenna.model_validate(item) for item in yaml.safe_load(_SAMPLE.read_text(encoding="utf-8")))
