"""Alembic's entry: migrates the engine that it is handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from intake.storage.tables import Base


def _as_stored(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Migrations name what is stored, so that they do not change with the code."""
    return f"sa.{thing.impl!r}" if kind == "type" and isinstance(thing, TypeDecorator) else False


engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=_as_stored)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
