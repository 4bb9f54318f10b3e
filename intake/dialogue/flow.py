"""Going on: the next question, the read-backs, and the sending."""

from __future__ import annotations

from intake.convention import FieldDefinition
from intake.dialogue.asking import ask, ask_code_date
from intake.dialogue.handing import send
from intake.dialogue.scene import Scene
from intake.dialogue.state import Stage
from intake.draft import Draft
from intake.requests import Choice
from lexicon.codes import Act, MessageKind, Mode, Topic

# Facts said in one breath on the telephone.
_IN_ONE_BREATH = 5
# What the summary says first on the telephone, the dearest to get wrong first; numbers and dates were read back already.
_COSTLY = ("name", "safe_contact", "sick_leave_since", "hospital_discharge_date", "third_party", "regime", "availability")
# What the summary says by SMS.
_REACHING = ("name", "phone", "email", "postal_code", "availability")


def go_on(scene: Scene, *, before: str = "") -> None:
    """After an answer: the next question, or the summary when none is left."""
    before = " ".join(part for part in (before, told_of_cuts(scene)) if part)
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
    if scene.memory.joining is not None:
        ask_code_date(scene)
        return
    if scene.memory.checking is not None:
        read_value_back(scene, scene.memory.checking)
        return
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
        go_on(scene, before="" if scene.spoken and scene.memory.read else scene.words("understood.thanks"))
        return
    more = bool(scene.memory.read) and not set(scene.memory.read) & set(waiting)
    shown = waiting[:_IN_ONE_BREATH] if scene.spoken else waiting
    scene.asked = None
    scene.stand(Stage.UNDERSTOOD, listening=False, read=shown)
    facts = [fact_in_words(scene, code) for code in shown]
    text = (
        f"{scene.words('understood.also' if more else 'understood.intro')}\n"
        + "\n".join(f"– {fact}" for fact in facts)
        + f"\n{scene.words('understood.question')}"
    )
    scene.reply(text, MessageKind.SUMMARY, choices=_agree(scene, "choice.yes"))


def fact_in_words(scene: Scene, code: str) -> str:
    """A deduced fact as a clause: « vous êtes en arrêt de travail »."""
    field = scene.convention.field(code)
    value = scene.draft.value(code)
    if field.values and isinstance(value, str):
        return scene.words(f"fact.{code}.{value}")
    return scene.words(f"fact.{code}", value=scene.value_in_words(field))


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
    lines = [f"– {scene.label(field)} : {scene.value_in_words(field)}" for field in _reviewed(scene)]
    topics = ", ".join(scene.convention.topic_label(topic.code) for topic in scene.draft.topics if topic.code != Topic.AUTRE)
    if topics and not scene.spoken and not scene.discreet:
        lines.append(f"– Ce dont il s’agit : {topics}")
    intro = scene.words("review.intro")
    head = f"{before}\n{intro}" if before else intro
    scene.reply(
        "\n".join([head, *lines, scene.words("review.question")]),
        MessageKind.SUMMARY,
        choices=_agree(scene, "choice.send"),
    )


def _reviewed(scene: Scene) -> list[FieldDefinition]:
    """What the final summary says: everything, but little where it is heard, and only how to reach her where others may read it."""
    codes = [code for code in scene.answered_fields() if code != "narrative"]
    if scene.spoken:
        unsure = set(scene.waiting_deductions())
        codes = sorted((c for c in codes if c in unsure or c in _COSTLY), key=lambda c: (c not in unsure, _rank(c)))[:_IN_ONE_BREATH]
    elif scene.discreet:
        codes = [code for code in codes if code in _REACHING]
    return [scene.convention.field(code) for code in codes]


def _rank(code: str) -> int:
    return _COSTLY.index(code) if code in _COSTLY else len(_COSTLY)


def read_value_back(scene: Scene, code: str) -> None:
    """On the telephone: say again what was noted and is costly to get wrong, and wait for « oui »."""
    scene.asked = None
    scene.remember(checking=code)
    text = scene.words("check.value", value=scene.value_in_words(scene.convention.field(code)))
    choices = (scene.choice("choice.plain_yes", act=Act.AFFIRM), scene.choice("choice.plain_no", act=Act.DENY))
    scene.reply(text, MessageKind.SUMMARY, choices=choices)


def told_of_cuts(scene: Scene) -> str:
    """On the telephone, once she can be called without risk: that she will be, if the line is cut; empty otherwise."""
    memory = scene.memory
    if not scene.spoken or memory.cut_told or memory.no_callback or scene.mode is not Mode.INTAKE or not callable_back(scene.draft):
        return ""
    scene.remember(cut_told=True)
    return scene.words("call.cut")


def callable_back(draft: Draft) -> bool:
    """True when a number is known and calling it was said to be safe."""
    number = draft.value("phone") or draft.value("third_party_phone")
    return bool(number) and draft.value("safe_contact") == "oui"


def finish(scene: Scene) -> None:
    """The person agreed with the summary: hand over."""
    scene.confirm()
    send(scene)
