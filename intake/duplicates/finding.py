"""Earlier requests that probably come from the same person, found through keyed tokens before anything is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.draft import Draft
from intake.duplicates.codes import Strength
from intake.duplicates.names import name_words, same_name
from intake.privacy import Actor, Indexer
from intake.requests import contact_tokens, is_merged, load_drafts, note_reads
from intake.storage import OVER, HandoffRow, SearchTokenRow
from lexicon.codes import HandoffStatus

# Files opened and compared at most for one question, newest first.
_MOST_READ = 40
_PHONES = ("phone", "third_party_phone")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hand-off that may be the same person's. `why` are French phrases, `worker` the member of staff it was assigned to."""

    handoff_id: str
    request_id: str
    reference: str
    name: str
    why: tuple[str, ...]
    strength: Strength
    status: HandoffStatus
    created_at: datetime
    worker: str | None

    @property
    def open(self) -> bool:
        """True while the service still works on it."""
        return self.status.value not in OVER


def probable_same(session: Session, indexer: Indexer, draft: Draft, *, actor: Actor, now: datetime, limit: int = 5) -> list[Candidate]:
    """The hand-offs that are probably the same person's as this draft, the surest and newest first; each leaves a read trace.

    Only those that the session may see (`narrow`). The draft needs no row in the database: it may be what is being typed.
    """
    found: list[Candidate] = []
    rows = [row for row in _sharing(session, indexer, draft) if not is_merged(session, row.request_id)]
    others = load_drafts(session, [row.request_id for row in rows])
    note_reads(session, actor, "compare", list(others), now)
    for row in rows:
        other = others[row.request_id]
        if judged := compare(draft, other):
            found.append(_candidate(row, other, *judged))
    found.sort(key=lambda one: (one.strength is not Strength.PROBABLE, -one.created_at.timestamp()))
    return found[:limit]


def _sharing(session: Session, indexer: Indexer, draft: Draft) -> list[HandoffRow]:
    """Those that share a number, an address or a birth date, then those with every word of the name."""
    base = select(HandoffRow).where(HandoffRow.request_id != draft.request_id).order_by(HandoffRow.created_at.desc()).limit(_MOST_READ)
    rows: dict[str, HandoffRow] = {}
    if tokens := contact_tokens(draft, indexer):
        sharing = select(SearchTokenRow.request_id).where(SearchTokenRow.token.in_(tokens))
        rows |= {row.id: row for row in session.scalars(base.where(HandoffRow.request_id.in_(sharing)))}
    names = indexer.tokens("name", {word for word in name_words(draft.value("name")) if len(word) >= 3})
    if len(names) >= 2:
        every = (
            select(SearchTokenRow.request_id)
            .where(SearchTokenRow.token.in_(names))
            .group_by(SearchTokenRow.request_id)
            .having(func.count() == len(names))
        )
        rows |= {row.id: row for row in session.scalars(base.where(HandoffRow.request_id.in_(every)))}
    return list(rows.values())


def compare(draft: Draft, other: Draft) -> tuple[Strength, tuple[str, ...]] | None:
    """How sure it is that both come from one person, and why; None when it is not likely."""
    name = _both(draft, other, "name")
    same = name is not None and same_name(*name)
    birth = _both(draft, other, "birth_date")
    born = birth is not None and birth[0] == birth[1]
    reached = _reached(draft, other)
    why = [*(["même nom, ou presque"] if same else []), *(["même date de naissance"] if born else []), *reached]
    if same and (born or (reached and birth is None)):
        return Strength.PROBABLE, tuple(why)
    if reached and born:
        return Strength.PROBABLE, tuple(why)
    if reached:
        notes = [*(["autre nom"] if name and not same else []), *(["autre date de naissance"] if birth and not born else [])]
        return Strength.POSSIBLE, (*why, *notes)
    return (Strength.POSSIBLE, tuple(why)) if same and birth is None else None


def _both(draft: Draft, other: Draft, code: str) -> tuple[Any, Any] | None:
    one, two = draft.value(code), other.value(code)
    return None if one is None or two is None else (one, two)


def _reached(draft: Draft, other: Draft) -> list[str]:
    numbers = {draft.value(code) for code in _PHONES} & {other.value(code) for code in _PHONES} - {None}
    email = _both(draft, other, "email")
    same_email = email is not None and str(email[0]).casefold() == str(email[1]).casefold()
    return [*(["même téléphone"] if numbers else []), *(["même adresse e-mail"] if same_email else [])]


def _candidate(row: HandoffRow, other: Draft, strength: Strength, why: tuple[str, ...]) -> Candidate:
    name = other.value("name")
    shown = " ".join(str(part) for part in (name.get("first"), name.get("last")) if part) if isinstance(name, dict) else ""
    return Candidate(
        handoff_id=row.id,
        request_id=row.request_id,
        reference=row.reference,
        name=shown,
        why=why,
        strength=strength,
        status=HandoffStatus(row.status),
        created_at=row.created_at,
        worker=row.assigned_to,
    )
