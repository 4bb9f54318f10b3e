"""How conventions change: drafts with their signatures, a history that nobody can rewrite, and what the staff contests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.tables.base import CODE, ID, Base, row_id

HASH = String(64)


class ConventionDraftRow(Base):
    """A convention being written; once submitted, its content is what its fingerprint says until it is signed or refused."""

    __tablename__ = "convention_drafts"
    __table_args__ = (
        # Whoever wrote or proposed a convention never signs it, whatever the code above does.
        CheckConstraint(
            "approved_by IS NULL OR (submitted_by IS NOT NULL AND approved_by <> submitted_by AND approved_by <> created_by"
            " AND approved_by <> changed_by)",
            name="signed_by_another",
        ),
        Index("ix_convention_drafts_status", "status", "changed_at"),
    )

    id: Mapped[str] = row_id()
    status: Mapped[str] = mapped_column(CODE)
    # The version that it started from, and the one that it becomes.
    base_version: Mapped[int]
    version: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(600))
    content: Mapped[Any] = mapped_column(JSON)
    # Counts the changes: who saves what somebody else has changed meanwhile is told.
    revision: Mapped[int] = mapped_column(default=0)
    # Marks of the gaps that were seen and accepted, and what each change was for.
    acknowledged: Mapped[Any] = mapped_column(JSON, default=list)
    # Everybody who changed it.
    writers: Mapped[Any] = mapped_column(JSON, default=list)
    # The comparison with past requests and the fingerprint that it was made of.
    compared: Mapped[Any | None] = mapped_column(JSON)
    created_by: Mapped[str] = mapped_column(ID)
    created_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(ID)
    changed_at: Mapped[datetime]
    fingerprint: Mapped[str | None] = mapped_column(HASH)
    submitted_by: Mapped[str | None] = mapped_column(ID)
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[str | None] = mapped_column(ID)
    approved_at: Mapped[datetime | None]


class ConventionEventRow(Base):
    """One step in the life of conventions, chained to the one before by its hash; the database refuses to change or erase it."""

    __tablename__ = "convention_events"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(CODE)
    draft_id: Mapped[str | None] = mapped_column(ID, index=True)
    version: Mapped[int | None]
    fingerprint: Mapped[str | None] = mapped_column(HASH)
    words: Mapped[str] = mapped_column(Text, default="")
    previous: Mapped[str] = mapped_column(HASH)
    hash: Mapped[str] = mapped_column(HASH, unique=True)


class ContestRow(Base):
    """A category that somebody on the staff contests in two lines, and the dated answer."""

    __tablename__ = "contests"
    __table_args__ = (Index("ix_contests_kind_code", "kind", "code"),)

    id: Mapped[str] = row_id()
    kind: Mapped[str] = mapped_column(CODE)
    code: Mapped[str] = mapped_column(CODE)
    version: Mapped[int]
    words: Mapped[str] = mapped_column(EncryptedText("contests.words"))
    by: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(EncryptedText("contests.answer"))
    answered_by: Mapped[str | None] = mapped_column(ID)
    answered_at: Mapped[datetime | None]


class ReviewDateRow(Base):
    """When a category is to be looked at again, and which role answers for it."""

    __tablename__ = "review_dates"

    kind: Mapped[str] = mapped_column(CODE, primary_key=True)
    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    review_on: Mapped[date]
    role: Mapped[str] = mapped_column(CODE)
    set_by: Mapped[str] = mapped_column(ID)


class CodedCaseRow(Base):
    """What the rules saw of a hand-off, as codes, so that a draft can be tried on past requests; leaves with the request."""

    __tablename__ = "coded_cases"

    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    # Health data even without a name: encrypted like the rest.
    content: Mapped[Any] = mapped_column(EncryptedJson("coded_cases.content"))


# Nobody rewrites history: what is written stays, by the database's own hand.
KEPT_SQLITE = tuple(
    f"CREATE TRIGGER convention_events_kept_{what} BEFORE {what.upper()} ON convention_events"
    " BEGIN SELECT RAISE(ABORT, 'the history of conventions is only added to'); END"
    for what in ("update", "delete")
)
KEPT_POSTGRESQL = (
    "CREATE FUNCTION convention_events_kept() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the history of conventions is only added to'; END $$",
    "CREATE TRIGGER convention_events_kept BEFORE UPDATE OR DELETE ON convention_events"
    " FOR EACH ROW EXECUTE FUNCTION convention_events_kept()",
)
for _dialect, _statements in (("sqlite", KEPT_SQLITE), ("postgresql", KEPT_POSTGRESQL)):
    for _statement in _statements:
        made = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(ConventionEventRow.__table__, "after_create", made.execute_if(dialect=_dialect))
