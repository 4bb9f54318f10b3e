"""What every table stands on: names of constraints, kinds of identifiers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from intake.storage.types import UtcDateTime, new_id
from lexicon.codes import HandoffStatus

ID = String(36)
CODE = String(40)
# Statuses of hand-offs with which nothing more is to be done.
OVER = (HandoffStatus.CLOSED.value, HandoffStatus.REDIRECTED.value)
# As written in the indexes on open hand-offs: a query uses them when it says it with the same words.
OPEN_STATUS = f"status NOT IN {OVER}"
# Open, nobody has spoken with the person yet, and nobody waits for her.
RUNNING = f"{OPEN_STATUS} AND first_contact_at IS NULL AND waiting_since IS NULL"


class Base(DeclarativeBase):
    """Base of every table, with named constraints so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}


def row_id() -> Mapped[str]:
    """The identifier of a row."""
    return mapped_column(ID, primary_key=True, default=new_id)


def of_request() -> Mapped[str]:
    """The request that a row hangs on, and goes with."""
    return mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)
