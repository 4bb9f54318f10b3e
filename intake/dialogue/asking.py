"""Asking a field: its sentence, its buttons, and about how many questions are left."""

from __future__ import annotations

from intake.convention import FieldDefinition, FieldKind
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked, Stage
from intake.labels import capital
from intake.requests import Choice
from intake.telephony import last_figures
from lexicon.codes import Act, MessageKind


def ask(scene: Scene, code: str, *, again: bool = False, before: str = "", after: str = "", with_choices: bool = True) -> None:
    """Ask one field; `again` asks it differently, `before` and `after` are said in the same breath."""
    field = scene.convention.field(code)
    same = scene.asked is not None and scene.asked.field == code
    scene.asked = Asked(field=code, kind=field.kind.value)
    scene.remember(asked_times=scene.memory.asked_times + 1) if same else scene.remember(misses=0, asked_times=1)
    scene.remember(checking=None)
    offered = scene.caller if not again and offers_caller(scene, code) else None
    text = scene.words(f"again.{code}" if again else f"ask.{code}") if offered is None else _offer(scene, code, offered)
    scene.reply(
        " ".join(part for part in (before, text, after) if part),
        MessageKind.QUESTION,
        asks=code,
        control=field.kind.value,
        choices=choices_of(scene, field, offered) if with_choices else (),
        remaining=_remaining(scene),
    )


def ask_code_date(scene: Scene, before: str = "") -> None:
    """Ask the birth date that proves who uses a code."""
    field = scene.convention.field("birth_date")
    scene.asked = Asked(field=field.code, kind=field.kind.value)
    text = " ".join(part for part in (before, scene.words("code.birth_date")) if part)
    scene.reply(text, MessageKind.QUESTION, asks=field.code, control=field.kind.value)


def offers_caller(scene: Scene, code: str) -> bool:
    """True when the number that calls or writes is offered as the answer: it is the speaker's own."""
    return code == ("third_party_phone" if scene.behalf else "phone") and scene.caller is not None


def _offer(scene: Scene, code: str, caller: str) -> str:
    return scene.words(f"ask.{code}_caller", end=last_figures(caller))


def choices_of(scene: Scene, field: FieldDefinition, offered: str | None = None) -> tuple[Choice, ...]:
    """The buttons of a question: the values, then « je ne sais pas », « une personne », « pourquoi »."""
    if field.kind is FieldKind.STORY:
        return (scene.choice("choice.human", act=Act.HUMAN),)
    values = tuple(
        Choice(title=capital(scene.label_of(field, value.code)), field=field.code, value=value.code)
        for value in field.values
        if field.kind is FieldKind.CHOICE
    )
    if offered is not None:
        values = (
            Choice(title=scene.words("choice.plain_yes"), field=field.code, value=offered),
            scene.choice("choice.plain_no", act=Act.DENY),
        )
    return (
        *values,
        scene.choice("choice.dont_know", act=Act.DONT_KNOW, field=field.code, secondary=True),
        scene.choice("choice.skip", act=Act.REFUSE_ANSWER, field=field.code, secondary=True),
        scene.choice("choice.why", act=Act.WHY_ASKED, field=field.code, secondary=True),
    )


def _remaining(scene: Scene) -> int | None:
    if scene.memory.stage is not Stage.QUESTIONS:
        return None
    return max(1, len(scene.to_ask()))
