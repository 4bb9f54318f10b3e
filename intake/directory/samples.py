"""The invented organisations of the sample region, and a few of its communes."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from intake.directory.communes import Commune, read_communes, write_communes
from intake.directory.importing import write_plan
from intake.directory.planning import plan_import

_SAMPLE = Path(__file__).parent / "sample"


def seed_directory(session: Session, *, now: datetime, today: date) -> None:
    """Put the sample organisations and communes into a database without any: nobody's act, and so without a trace."""
    for name in ("structures.json", "services.json"):
        write_plan(session, plan_import(session, _content(name), today=today), now=now)
    write_communes(session, _communes())


@lru_cache(maxsize=2)
def _content(name: str) -> bytes:
    return (_SAMPLE / name).read_bytes()


@lru_cache(maxsize=1)
def _communes() -> tuple[Commune, ...]:
    return read_communes((_SAMPLE / "communes.csv").read_bytes())
