"""Asking a field: its sentence, its buttons, and about how many questions are left."""

from __future__ import annotations

from intake.convention import FieldDefinition, FieldKind
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked, Stage
from intake.requests import Choice
from lexicon.codes import Act, MessageKind


def ask(scene: Scene, code: str, *, again: bool = False, before: str = "", with_choices: bool = True) -> None:
    """Ask one field; `again` asks it differently, `before` is said first in the same breath."""
    field = scene.convention.field(code)
    same = scene.asked is not None and scene.asked.field == code
    scene.asked = Asked(field=code, kind=field.kind.value)
    scene.remember(asked_times=scene.memory.asked_times + 1) if same else scene.remember(misses=0, asked_times=1)
    text = scene.words(f"again.{code}" if again else f"ask.{code}")
    scene.reply(
        f"{before} {text}" if before else text,
        MessageKind.QUESTION,
        asks=code,
        control=field.kind.value,
        choices=choices_of(scene, field) if with_choices else (),
        remaining=_remaining(scene),
    )


def choices_of(scene: Scene, field: FieldDefinition) -> tuple[Choice, ...]:
    """The buttons of a question: the values, then « je ne sais pas », « une personne », « pourquoi »."""
    if field.kind is FieldKind.STORY:
        return (scene.choice("choice.human", act=Act.HUMAN),)
    values = tuple(
        Choice(title=_title(value.label), field=field.code, value=value.code) for value in field.values if field.kind is FieldKind.CHOICE
    )
    return (
        *values,
        scene.choice("choice.dont_know", act=Act.DONT_KNOW, field=field.code, secondary=True),
        scene.choice("choice.skip", act=Act.REFUSE_ANSWER, field=field.code, secondary=True),
        scene.choice("choice.why", act=Act.WHY_ASKED, field=field.code, secondary=True),
    )


def _title(label: str) -> str:
    return label[:1].upper() + label[1:]


def _remaining(scene: Scene) -> int | None:
    if scene.memory.stage is not Stage.QUESTIONS:
        return None
    return max(1, len(scene.to_ask()))
