"""A file between the moment it is looked at and the moment it is taken: kept a day, for the one who sent it."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.storage import DirectoryFileRow

_KEPT_FOR: Final = timedelta(days=1)


def keep_file(session: Session, actor: Actor, name: str, content: bytes, now: datetime) -> str:
    """Keep a file in the place of the same person's last one; gives the identifier by which she finds it again."""
    session.execute(delete(DirectoryFileRow).where((DirectoryFileRow.by == actor.id) | (DirectoryFileRow.at < now - _KEPT_FOR)))
    shown = "".join(sign for sign in name if sign.isprintable())[-120:] or "fichier"
    row = DirectoryFileRow(by=actor.id, at=now, name=shown, content=zlib.compress(content, 1))
    session.add(row)
    session.flush()
    return row.id


def kept_file(session: Session, actor: Actor, id_: str, now: datetime) -> tuple[str, bytes] | None:
    """The name and the content of one's own file; None when it is not there any more."""
    row = session.get(DirectoryFileRow, id_)
    if row is None or row.by != actor.id or row.at < now - _KEPT_FOR:
        return None
    return row.name, zlib.decompress(row.content)


def forget_file(session: Session, id_: str) -> None:
    """A file that was taken is not needed any more."""
    session.execute(delete(DirectoryFileRow).where(DirectoryFileRow.id == id_))
