"""Making search tokens anew after the index key was changed, or after more came to be searched for: a few at a time, while people work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from intake.privacy import Indexer, UnreadableError
from intake.requests.handoffs import index_mark, reindex
from intake.storage import HandoffRow, OptOutRow, OutboxRow, RequestRow, TextThreadRow


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What one step did: how many requests, the ids of those that could not be read, and where the next begins; None at the end."""

    done: int
    unreadable: tuple[str, ...]
    next_after: str | None


def reindex_some(session: Session, indexer: Indexer, *, after: str = "", limit: int = 50) -> Reindexed:
    """Make the tokens of the next requests anew whose tokens were made with another key or in an older way.

    Each request is marked with its tokens: stopped anywhere and begun again, it goes on where it was; run twice, it does nothing.
    """
    mark = index_mark(indexer)
    query = (
        select(RequestRow.id)
        .join(HandoffRow, HandoffRow.request_id == RequestRow.id)
        .where(RequestRow.id > after, or_(RequestRow.indexed_with.is_(None), RequestRow.indexed_with != mark))
        .order_by(RequestRow.id)
        .limit(limit)
    )
    ids = session.scalars(query).all()
    unreadable = []
    for request_id in ids:
        try:
            with session.begin_nested():
                reindex(session, request_id, indexer)
        except UnreadableError:
            unreadable.append(request_id)
        except LookupError:
            # Erased meanwhile.
            continue
    session.flush()
    return Reindexed(len(ids) - len(unreadable), tuple(unreadable), ids[-1] if len(ids) == limit else None)


def rekey_numbers(session: Session, indexer: Indexer, *, after: str = "", limit: int = 200) -> tuple[int, str | None]:
    """Find the next numbers that write by text under the key in force, with their wish for no texts; gives how many, and the next.

    A number that wrote again since the key was changed has its new conversation already: it keeps that one.
    """
    rows = session.scalars(
        select(TextThreadRow).where(TextThreadRow.conversation_id > after).order_by(TextThreadRow.conversation_id).limit(limit)
    ).all()
    # Rows change the name by which the session knows them.
    apart = {"synchronize_session": False}
    changed = 0
    for row in rows:
        old, new = row.token, indexer.token("phone", row.number)
        if old == new:
            continue
        changed += 1
        if session.get(OptOutRow, old) is not None:
            if session.get(OptOutRow, new) is None:
                session.execute(update(OptOutRow).where(OptOutRow.token == old).values(token=new), execution_options=apart)
            else:
                session.execute(delete(OptOutRow).where(OptOutRow.token == old), execution_options=apart)
        session.execute(update(OutboxRow).where(OutboxRow.recipient == old).values(recipient=new), execution_options=apart)
        if session.get(TextThreadRow, new) is None:
            session.execute(update(TextThreadRow).where(TextThreadRow.token == old).values(token=new), execution_options=apart)
        else:
            session.execute(delete(TextThreadRow).where(TextThreadRow.token == old), execution_options=apart)
    session.flush()
    return changed, rows[-1].conversation_id if len(rows) == limit else None
