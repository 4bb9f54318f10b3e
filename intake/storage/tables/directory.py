"""The directory: organisations as data·inclusion describes them, communes, files looked at before they are taken, changes of antennas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from intake.storage.tables.base import CODE, ID, Base, row_id

# As their sources make them: longer than our own identifiers.
NAMED = String(200)


class StructureRow(Base):
    """An organisation. What is searched stands before its content, which is a `Structure` of data·inclusion."""

    __tablename__ = "directory_structures"
    __table_args__ = (
        # Pages and counts without words read the index alone.
        Index("ix_directory_structures_name_id_retired_at", "name", "id", "retired_at"),
    )

    id: Mapped[str] = mapped_column(NAMED, primary_key=True)
    source: Mapped[str] = mapped_column(NAMED, index=True)
    name: Mapped[str] = mapped_column(String(150))
    postal_code: Mapped[str | None] = mapped_column(String(5), index=True)
    code_insee: Mapped[str | None] = mapped_column(String(5))
    departement: Mapped[str | None] = mapped_column(String(3))
    date_maj: Mapped[date]
    # When an import last changed what people rely on.
    changed_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[str | None] = mapped_column(ID)
    retired_at: Mapped[datetime | None]
    fingerprint: Mapped[str] = mapped_column(String(64))
    # Folded words and codes between spaces, those of its services too.
    words: Mapped[str] = mapped_column(Text)
    themes: Mapped[str] = mapped_column(Text)
    content: Mapped[Any] = mapped_column(JSON)


class ReachRow(Base):
    """A place that an organisation receives people from: its own département, and what its services say they cover."""

    __tablename__ = "directory_reaches"

    # A commune, a département, a group of communes, or "france".
    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    structure_id: Mapped[str] = mapped_column(ForeignKey("directory_structures.id", ondelete="CASCADE"), primary_key=True, index=True)


class ServiceRow(Base):
    """What an organisation does for people: a `Service` of data·inclusion."""

    __tablename__ = "directory_services"

    id: Mapped[str] = mapped_column(NAMED, primary_key=True)
    structure_id: Mapped[str] = mapped_column(ForeignKey("directory_structures.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(NAMED, index=True)
    name: Mapped[str] = mapped_column(String(150))
    date_maj: Mapped[date]
    changed_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[Any] = mapped_column(JSON)


class DirectoryFileRow(Base):
    """A file that an administrator has looked at, until she takes it or a day has passed; compressed."""

    __tablename__ = "directory_files"

    id: Mapped[str] = row_id()
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(NAMED)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CommuneRow(Base):
    """A commune and one of its postal codes, from the official table."""

    __tablename__ = "communes"

    code_insee: Mapped[str] = mapped_column(String(5), primary_key=True)
    postal_code: Mapped[str] = mapped_column(String(5), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(100))


class AntennaChangeRow(Base):
    """One field of an antenna that somebody changed, in sentences as they stood then."""

    __tablename__ = "antenna_changes"
    __table_args__ = (Index("ix_antenna_changes_antenna_at", "antenna", "at"),)

    id: Mapped[str] = row_id()
    antenna: Mapped[str] = mapped_column(CODE)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]
    field: Mapped[str] = mapped_column(CODE)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
