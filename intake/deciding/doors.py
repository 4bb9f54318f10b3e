"""The organisation to which a person is sent: a sheet of the directory, or a name that somebody vouches for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from intake.deciding.codes import DecisionKind
from intake.deciding.errors import DecisionError
from intake.deciding.wishes import Wish
from intake.directory import organisation


def with_organisation(session: Session, wish: Wish, today: date) -> Wish:
    """The wish with the name of the sheet that was chosen; raises DecisionError when it is not offered any more."""
    if wish.kind is not DecisionKind.ORIENT or not wish.organisation_id:
        return replace(wish, organisation_id=None)
    found = organisation(session, wish.organisation_id, today)
    if found is None or found.retired:
        raise DecisionError("Cette organisation n’est plus dans l’annuaire. Choisissez-en une autre.", "organisation")
    return replace(wish, organisation=found.name)
