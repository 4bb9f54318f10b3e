"""Conventions and antennas as published in the database; the shipped ones on the first start."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from intake.clock import PARIS
from intake.convention import Convention, sample_convention
from intake.directory import Antenna, sample_antennas, seed_directory
from intake.storage import AntennaRow, ConventionRow, rehearsal_of

PUBLISHED = "published"
# No request starts with it any more; those that did keep it.
WITHDRAWN = "withdrawn"


class NoConventionError(RuntimeError):
    """No convention is in force; the message says what to do."""


@lru_cache(maxsize=32)
def _parsed(version: int, fingerprint: str, content: str) -> Convention:
    return Convention.model_validate_json(content)


@lru_cache(maxsize=256)
def _antenna(content: str) -> Antenna:
    return Antenna.model_validate_json(content)


def _convention(row: ConventionRow) -> Convention:
    return _parsed(row.version, row.fingerprint, row.content)


def convention_of(session: Session, version: int) -> Convention:
    """The convention with that version: the one a request started with."""
    row = session.get(ConventionRow, version)
    if row is None:
        raise NoConventionError(f"la convention n° {version} n’est pas dans la base : restaurez-la avant de continuer")
    return _convention(row)


def current_convention(session: Session, day: date) -> Convention:
    """The convention in force on a day; in a rehearsal, the one that is rehearsed."""
    rehearsed = rehearsal_of(session)
    if rehearsed is not None:
        return convention_of(session, rehearsed)
    row = session.scalar(
        select(ConventionRow)
        .where(ConventionRow.status == PUBLISHED, ConventionRow.effective_from <= day)
        .order_by(ConventionRow.effective_from.desc(), ConventionRow.version.desc())
        .limit(1)
    )
    if row is None:
        raise NoConventionError("aucune convention n’est en vigueur : publiez-en une, ou démarrez avec SEUIL_SAMPLE=1")
    return _convention(row)


def publish_convention(session: Session, convention: Convention, now: datetime) -> None:
    """Store a convention as published; a version is written once."""
    session.add(
        ConventionRow(
            version=convention.version,
            status=PUBLISHED,
            effective_from=convention.effective_from,
            fingerprint=convention.fingerprint,
            content=convention.canonical_json,
            created_at=now,
        )
    )


def antennas(session: Session) -> tuple[Antenna, ...]:
    """Every antenna."""
    return tuple(_antenna(content) for content in session.scalars(select(cast(AntennaRow.content, Text)).order_by(AntennaRow.code)))


def antenna_by_code(session: Session, code: str | None) -> Antenna | None:
    """The antenna of a request or an appointment; None when it has none, or that one is gone."""
    return next((antenna for antenna in antennas(session) if antenna.code == code), None)


def seed_reference_data(session: Session, *, now: datetime, region: str) -> bool:
    """On a database without any convention, publish the sample one, its antennas and its organisations; True when it did.

    `region` is a comma-separated list of départements, or `*` for all.
    """
    if session.scalar(select(ConventionRow.version).limit(1)) is not None:
        return False
    departements = tuple(code.strip() for code in region.split(",") if code.strip())
    publish_convention(session, sample_convention(departements), now)
    for antenna in sample_antennas():
        session.add(AntennaRow(code=antenna.code, content=antenna.model_dump(mode="json")))
    seed_directory(session, now=now, today=now.astimezone(PARIS).date())
    return True
