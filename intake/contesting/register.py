"""The register: any member of staff contests a category in two lines, a named role answers with a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.contesting.codes import Contested
from intake.convention import Convention
from intake.privacy import Actor
from intake.storage import ContestRow, ReviewDateRow
from intake.trail import note
from lexicon.codes import Role

LONGEST: Final = 400
# Those who may answer: whoever writes the rules, and whoever runs an antenna.
ANSWERERS: Final = frozenset({Role.ADMINISTRATOR, Role.MANAGER})


class ContestError(ValueError):
    """What was asked of the register cannot be done; the message is one French sentence."""


@dataclass(frozen=True, slots=True)
class Contest:
    """One contested category: what is contested, in whose words, and the answer with its date."""

    id: str
    kind: Contested
    code: str
    label: str
    version: int
    words: str
    by: str
    at: datetime
    answer: str | None
    answered_at: datetime | None
    review_on: date | None
    role: Role | None


def categories(convention: Convention, kind: Contested, figures: dict[str, str]) -> dict[str, str]:
    """What can be contested of a kind: label by code. `figures`: those that the desk shows."""
    match kind:
        case Contested.ROW:
            rows = [*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows)]
            return {row.id: f"{row.id} : {row.motive}" for row in rows}
        case Contested.TOPIC:
            return {topic.code: topic.label for topic in convention.topics}
        case Contested.QUESTION:
            return {field.code: field.label for field in convention.fields}
        case Contested.FIGURE:
            return figures


def contest(session: Session, actor: Actor, convention: Convention, kind: Contested, code: str, words: str, now: datetime) -> str:
    """Contest a category; gives the id. Raises ContestError without words, with too many, or for nothing that is known.

    Figures are checked by who shows them. The words are the staff's own: they name nobody.
    """
    told = " ".join(words.split())
    if not told:
        raise ContestError("Dites en deux lignes ce qui ne va pas.")
    if len(told) > LONGEST:
        raise ContestError(f"Deux lignes suffisent : {LONGEST} signes au plus.")
    if kind is not Contested.FIGURE and code not in categories(convention, kind, {}):
        raise ContestError("Cette catégorie n’existe pas dans la convention en vigueur.")
    row = ContestRow(kind=kind.value, code=code, version=convention.version, words=told, by=actor.id, at=now)
    session.add(row)
    note(session, actor, "contested", None, now)
    session.flush()
    return row.id


def answer(session: Session, actor: Actor, contest_id: str, words: str, now: datetime) -> None:
    """Answer, with today's date; an answer may be said anew. Raises ContestError for who may not, or without words."""
    row = session.get(ContestRow, contest_id)
    if row is None:
        raise ContestError("Cette contestation n’existe pas.")
    if actor.role not in ANSWERERS:
        raise ContestError("La réponse revient à l’administration ou à une responsable d’antenne.")
    told = " ".join(words.split())
    if not told:
        raise ContestError("Écrivez la réponse : la collègue l’attend.")
    row.answer, row.answered_by, row.answered_at = told[: 4 * LONGEST], actor.id, now
    note(session, actor, "contest_answered", None, now)
    session.flush()


def set_review(session: Session, actor: Actor, kind: Contested, code: str, review_on: date, role: Role, today: date) -> None:
    """Say when a category is looked at again and who answers for it. Raises ContestError for a day that has passed."""
    if review_on <= today:
        raise ContestError("La prochaine relecture est un jour à venir.")
    row = session.get(ReviewDateRow, (kind.value, code))
    if row is None:
        session.add(ReviewDateRow(kind=kind.value, code=code, review_on=review_on, role=role.value, set_by=actor.id))
    else:
        row.review_on, row.role, row.set_by = review_on, role.value, actor.id
    session.flush()


def reviews(session: Session) -> dict[tuple[Contested, str], tuple[date, Role]]:
    """When each category is looked at again, and who answers for it."""
    return {(Contested(row.kind), row.code): (row.review_on, Role(row.role)) for row in session.scalars(select(ReviewDateRow))}


def contests(session: Session, convention: Convention, figures: dict[str, str]) -> tuple[Contest, ...]:
    """The register: what waits for an answer first, the oldest of it first, then what was answered last."""
    rows = session.scalars(select(ContestRow)).all()
    planned = reviews(session)
    waiting = sorted((row for row in rows if row.answered_at is None), key=lambda row: (row.at, row.id))
    done = sorted((row for row in rows if row.answered_at is not None), key=lambda row: (row.answered_at or row.at, row.id), reverse=True)
    found = []
    for row in (*waiting, *done):
        kind = Contested(row.kind)
        label = categories(convention, kind, figures).get(row.code, row.code)
        review_on, role = planned.get((kind, row.code), (None, None))
        found.append(
            Contest(row.id, kind, row.code, label, row.version, row.words, row.by, row.at, row.answer, row.answered_at, review_on, role)
        )
    return tuple(found)
