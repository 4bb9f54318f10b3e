"""Correcting an earlier answer, or what was understood from the story."""

from __future__ import annotations

from intake.dialogue.asking import ask
from intake.dialogue.flow import fact_in_words, go_on, read_back, resume, review
from intake.dialogue.scene import Scene
from intake.dialogue.state import Stage
from intake.labels import capital
from intake.reading import read_correction
from intake.requests import Choice
from lexicon.codes import AnswerStatus, MessageKind, Mode

# Buttons shown when asking what to correct.
_MOST_CHOICES = 14


def correct(scene: Scene) -> None:
    """« En fait… », at any time."""
    if correct_from_text(scene):
        return
    which(scene)


def correct_from_text(scene: Scene) -> bool:
    """Correct from the message itself when it tells field and value; True when it did."""
    fields = [d for d in scene.convention.fields if d.code in _correctable(scene)]
    found = read_correction(scene.turn.text, fields, today=scene.today)
    if found is None:
        return False
    code, reading = found
    if reading.error:
        ask(scene, code, before=reading.error)
        scene.remember(back_to=_back(scene))
        return True
    if not reading.understood:
        return False
    field = scene.convention.field(code)
    scene.record(code, reading.value, words=scene.turn.text, status=reading.status or AnswerStatus.TOLD)
    if reading.value is not None:
        scene.say("correct.done", label=scene.label(field), value=scene.value_in_words(field))
    _go_back(scene)
    return True


def _correctable(scene: Scene) -> set[str]:
    known = set(scene.answered_fields())
    if scene.asked is not None:
        known.add(scene.asked.field)
    return known - {"narrative"}


def _back(scene: Scene) -> Stage:
    return Stage.REVIEW if scene.memory.stage in (Stage.REVIEW, Stage.WRONG) and not scene.to_ask() else scene.memory.stage


def _go_back(scene: Scene) -> None:
    if scene.mode is not Mode.INTAKE:
        scene.refresh_handoff()
        return
    match scene.memory.stage:
        case Stage.UNDERSTOOD:
            read_back(scene)
        case Stage.QUESTIONS:
            todo = scene.to_ask()
            if scene.asked is not None and scene.asked.field in todo:
                resume(scene)
            else:
                go_on(scene)
        case Stage.OPENING:
            resume(scene)
        case Stage.REVIEW | Stage.WRONG:
            go_on(scene) if scene.to_ask() else review(scene)


def which(scene: Scene) -> None:
    """Ask what to correct, among what was answered."""
    codes = [code for code in scene.answered_fields() if code != "narrative"][:_MOST_CHOICES]
    if not codes:
        scene.say("correct.nothing")
        resume(scene)
        return
    choices = []
    for code in codes:
        field = scene.convention.field(code)
        title = scene.label(field) if scene.discreet else f"{scene.label(field)} : {scene.value_in_words(field)}"
        choices.append(Choice(title=title, step=f"fix:{code}"))
    scene.say("correct.which", MessageKind.QUESTION, choices=(*choices, scene.choice("choice.resume", step="resume")))


def what_is_wrong(scene: Scene) -> None:
    """After « non » to a read-back: ask what is wrong."""
    if scene.memory.stage is not Stage.UNDERSTOOD:
        scene.stand(Stage.WRONG)
        which(scene)
        return
    choices = [Choice(title=capital(fact_in_words(scene, code)), step=f"drop:{code}") for code in scene.waiting_deductions()]
    scene.say(
        "correct.which",
        MessageKind.QUESTION,
        choices=(*choices, scene.choice("choice.all_wrong", step="drop:*"), scene.choice("choice.add", step="add")),
    )


def fix(scene: Scene, code: str) -> None:
    """A field was picked: ask it again."""
    if scene.field(code) is None:
        resume(scene)
        return
    scene.remember(back_to=_back(scene))
    ask(scene, code)


def drop(scene: Scene, code: str) -> None:
    """A deduction was said to be wrong: it is forgotten, and will be asked if it matters."""
    scene.forget(scene.waiting_deductions() if code == "*" else [code])
    read_back(scene)
