"""What administrators publish: conventions and antennas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intake.storage.tables.base import CODE, Base


class ConventionRow(Base):
    """A convention as published: one whole, versioned, dated object."""

    __tablename__ = "conventions"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(CODE)
    effective_from: Mapped[date]
    fingerprint: Mapped[str] = mapped_column(String(64))
    # Canonical JSON, whose hash is the fingerprint.
    content: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class AntennaRow(Base):
    """A local antenna of the service: public reference data."""

    __tablename__ = "antennas"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    content: Mapped[Any] = mapped_column(JSON)
