"""The rules and questions in force and to come as sentences, for the public page."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from intake.amending import Standing, versions
from intake.convention import Convention, Difference, FieldDefinition, Part, Row, When, differences, row_sentence
from intake.dialogue import say
from intake.requests import convention_of
from lexicon.codes import Channel

_WHEN = {
    When.ALWAYS: "demandé à chaque fois",
    When.DECISIVE: "demandé seulement si la réponse peut changer la proposition",
    When.OPTIONAL: "noté si vous le dites, jamais demandé par l’assistant",
}
# What the service checks for itself, and says in other words to whom it may concern.
_INNER = frozenset({Part.EXAMPLES, Part.SENTENCES})


def published_rules(session: Session, today: date) -> list[dict[str, Any]]:
    """What the page shows: the convention in force on a day, then each one to come, with what it changes in the one before it.

    Empty while none is in force; what is withdrawn or superseded is not shown.
    """
    shown = [one for one in reversed(versions(session, today)) if one.standing in (Standing.IN_FORCE, Standing.TO_COME)]
    if not shown or shown[0].standing is not Standing.IN_FORCE:
        return []
    told: list[dict[str, Any]] = []
    before: Convention | None = None
    for one in shown:
        convention = convention_of(session, one.number)
        # The day is told above its changes.
        changes = () if before is None else differences(before, convention.model_copy(update={"effective_from": before.effective_from}))
        told.append(
            rules_in_sentences(convention)
            | {
                "to_come": one.standing is Standing.TO_COME,
                "effective_to": one.effective_to,
                "changes": [_change(change) for change in changes if change.part not in _INNER],
                "reworded": sum(change.part is Part.SENTENCES for change in changes),
            }
        )
        before = convention
    return told


def rules_in_sentences(convention: Convention) -> dict[str, Any]:
    """One convention: axes with their rows, orientation rows, fields with why they are asked."""
    axes = {axis.code: axis.label for axis in convention.axes}
    return {
        "version": convention.version,
        "label": convention.label,
        "effective_from": convention.effective_from,
        "axes": [
            {"label": axes[table.axis], "rows": [_row(convention, row, table.axis) for row in table.rows]}
            for table in convention.axis_tables
        ],
        "orientation": [_row(convention, row) for row in convention.orientation.rows],
        "fields": [_field(convention, field, axes) for field in convention.fields if field.when is not When.OFF],
    }


def _row(convention: Convention, row: Row, axis: str | None = None) -> dict[str, str]:
    return {"id": row.id, "sentence": row_sentence(convention, row, axis), "motive": row.motive, "reference": row.reference}


def _field(convention: Convention, field: FieldDefinition, axes: dict[str, str]) -> dict[str, str]:
    when = f"demandé tant que l’axe « {axes[field.axis]} » est possible" if field.axis else _WHEN[field.when]
    return {"label": field.label, "when_sentence": when, "why": say(convention, f"why.{field.code}", Channel.WEB, False)}


def _change(change: Difference) -> dict[str, str | None]:
    return {"what": change.what, "before": change.before, "after": change.after}
