"""The rules and questions in force as sentences, for the public page."""

from __future__ import annotations

from typing import Any

from intake.convention import Convention, FieldDefinition, When, row_sentence
from intake.dialogue import say
from lexicon.codes import Channel

_WHEN = {
    When.ALWAYS: "demandé à chaque fois",
    When.DECISIVE: "demandé seulement si la réponse peut changer la proposition",
    When.OPTIONAL: "noté si vous le dites, jamais demandé par l’assistant",
}


def rules_in_sentences(convention: Convention) -> dict[str, Any]:
    """What the page shows: axes with their rows, orientation rows, fields with why they are asked."""
    axes = {axis.code: axis.label for axis in convention.axes}
    return {
        "version": convention.version,
        "label": convention.label,
        "effective_from": convention.effective_from,
        "axes": [
            {
                "label": axes[table.axis],
                "rows": [{"id": row.id, "sentence": row_sentence(convention, row, table.axis), "motive": row.motive} for row in table.rows],
            }
            for table in convention.axis_tables
        ],
        "orientation": [
            {"id": row.id, "sentence": row_sentence(convention, row), "motive": row.motive} for row in convention.orientation.rows
        ],
        "fields": [_field(convention, field, axes) for field in convention.fields if field.when is not When.OFF],
    }


def _field(convention: Convention, field: FieldDefinition, axes: dict[str, str]) -> dict[str, str]:
    when = f"demandé tant que l’axe « {axes[field.axis]} » est possible" if field.axis else _WHEN[field.when]
    return {"label": field.label, "when_sentence": when, "why": say(convention, f"why.{field.code}", Channel.WEB, False)}
