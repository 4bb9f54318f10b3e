"""Panels of the hand-off page: each feature brings its own, and the page only places them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from desk.guard import Visitor
from intake.privacy import Indexer
from intake.requests import HandoffView


class Place(StrEnum):
    """Where a panel stands on the page."""

    TOP = "top"
    # Under the contact instructions.
    SIDE = "side"
    # After what is missing, before the transcript.
    WORK = "work"
    # After the machine's proposal.
    END = "end"


@dataclass(frozen=True)
class Opened:
    """A hand-off as it is opened: for whom, when, and in which transaction."""

    session: Session
    visitor: Visitor
    view: HandoffView
    now: datetime
    indexer: Indexer
    # The sheet of the directory that she comes back with, "" for none.
    chosen: str = ""


Load = Callable[[Opened], Any]


@dataclass(frozen=True)
class Panel:
    """One panel: its template finds what `load` gives as `it`; None hides it. `load` may read and write in the page's transaction."""

    name: str
    place: Place
    template: str
    load: Load


@dataclass(frozen=True)
class Shown:
    """A panel with its values."""

    name: str
    place: str
    template: str
    values: Any


def shown(panels: tuple[Panel, ...], opened: Opened) -> list[Shown]:
    """The panels that have something to show to this visitor, in order."""
    loaded = ((panel, panel.load(opened)) for panel in panels)
    return [Shown(panel.name, panel.place.value, panel.template, values) for panel, values in loaded if values is not None]
