"""Going on: the next question, the read-backs, and the sending."""

from __future__ import annotations

from intake.dialogue.asking import ask
from intake.dialogue.handing import send
from intake.dialogue.scene import Scene
from intake.dialogue.state import Stage
from intake.requests import Choice
from intake.summary import in_words
from lexicon.codes import Act, MessageKind, Mode, Topic


def go_on(scene: Scene, *, before: str = "") -> None:
    """After an answer: the next question, or the summary when none is left."""
    if scene.mode is Mode.HUMAN or scene.mode is Mode.SENT:
        scene.asked = None
        scene.refresh_handoff()
        return
    scene.stand(Stage.QUESTIONS)
    todo = scene.to_ask()
    if todo:
        ask(scene, todo[0], before=before)
        return
    review(scene, before=before)


def resume(scene: Scene) -> None:
    """After a digression: say again where we were."""
    if scene.mode is not Mode.INTAKE:
        if scene.asked is not None:
            ask(scene, scene.asked.field)
        return
    match scene.memory.stage:
        case Stage.OPENING:
            ask(scene, "narrative")
        case Stage.UNDERSTOOD:
            read_back(scene)
        case Stage.QUESTIONS if scene.asked is not None:
            ask(scene, scene.asked.field)
        case Stage.QUESTIONS | Stage.WRONG:
            go_on(scene)
        case Stage.REVIEW:
            review(scene)


def read_back(scene: Scene) -> None:
    """Say what was understood from the story, for correction; goes on when nothing was deduced."""
    waiting = scene.waiting_deductions()
    if not waiting:
        thanks = scene.words("understood.thanks")
        go_on(scene, before=thanks)
        return
    scene.asked = None
    scene.stand(Stage.UNDERSTOOD)
    facts = [fact_in_words(scene, code) for code in waiting]
    text = f"{scene.words('understood.intro')}\n" + "\n".join(f"– {fact}" for fact in facts) + f"\n{scene.words('understood.question')}"
    scene.reply(text, MessageKind.SUMMARY, choices=_agree(scene, "choice.yes"))


def fact_in_words(scene: Scene, code: str) -> str:
    """A deduced fact as a clause: « vous êtes en arrêt de travail »."""
    field = scene.convention.field(code)
    value = scene.draft.value(code)
    if field.values and isinstance(value, str):
        return scene.words(f"fact.{code}.{value}")
    return scene.words(f"fact.{code}", value=in_words(field, value))


def _agree(scene: Scene, key: str) -> tuple[Choice, ...]:
    return (
        scene.choice(key, act=Act.AFFIRM),
        scene.choice("choice.wrong", step="wrong"),
        scene.choice("choice.add", step="add"),
        scene.choice("choice.human", act=Act.HUMAN),
    )


def review(scene: Scene, *, before: str = "") -> None:
    """Read the whole request back before it leaves."""
    scene.asked = None
    scene.stand(Stage.REVIEW)
    lines = []
    for code in scene.answered_fields():
        if code == "narrative":
            continue
        field = scene.convention.field(code)
        label = field.label[:1].upper() + field.label[1:]
        lines.append(f"– {label} : {in_words(field, scene.draft.value(code))}")
    topics = ", ".join(scene.convention.topic_label(topic.code) for topic in scene.draft.topics if topic.code != Topic.AUTRE)
    if topics:
        lines.append(f"– Ce dont il s’agit : {topics}")
    intro = scene.words("review.intro")
    head = f"{before}\n{intro}" if before else intro
    scene.reply(
        f"{head}\n" + "\n".join(lines) + f"\n{scene.words('review.question')}",
        MessageKind.SUMMARY,
        choices=_agree(scene, "choice.send"),
    )


def finish(scene: Scene) -> None:
    """The person agreed with the summary: hand over."""
    scene.confirm()
    send(scene)
