"""Going on elsewhere: giving a code, and taking one; nothing personal is said before the birth date is confirmed."""

from __future__ import annotations

from secrets import SystemRandom

from intake.dialogue.asking import ask, ask_code_date
from intake.dialogue.flow import go_on, resume
from intake.dialogue.scene import Scene
from intake.dialogue.state import Memory, Stage, State
from intake.reading import Reading
from intake.requests import load_draft
from intake.resuming import TooManyTriesError, join, new_code, redeem
from lexicon.codes import Act, MessageKind, Mode

MOST_DATES = 3


def give_code(scene: Scene) -> None:
    """A code is wanted: given at once when the birth date is known, which is what will prove who uses it."""
    if scene.draft.value("birth_date") is None:
        scene.remember(code_wanted=True)
        ask(scene, "birth_date", before=scene.words("code.need_birth_date"))
        return
    scene.reply(code_given(scene))
    if scene.mode is Mode.INTAKE:
        resume(scene)


def code_given(scene: Scene) -> str:
    """The sentence with a fresh code."""
    scene.remember(code_wanted=False)
    code = new_code(scene.session, scene.request_id, indexer=scene.indexer, now=scene.now, random=SystemRandom())
    return scene.words("code.given", code=f"{code[:2]} {code[2:4]} {code[4:]}")


def have_code(scene: Scene) -> None:
    """« J’ai un code » : it is asked for."""
    scene.remember(code_expected=True)
    scene.say("code.ask", MessageKind.QUESTION)


def take_code(scene: Scene) -> None:
    """Six figures: a code. A right one leads to the birth date, a wrong one tells nothing."""
    scene.remember(code_expected=False)
    if scene.handoff is not None:
        scene.say("code.too_late")
        return
    who = scene.indexer.token("phone", scene.caller) if scene.caller else scene.indexer.token("conversation", scene.turn.conversation_id)
    try:
        request_id = redeem(scene.session, scene.turn.text, caller=who, indexer=scene.indexer, now=scene.now)
    except TooManyTriesError:
        scene.say("code.too_many", choices=(scene.choice("choice.human", act=Act.HUMAN),))
        resume(scene)
        return
    if request_id is None or request_id == scene.request_id:
        scene.remember(code_expected=True)
        scene.say("code.wrong")
        resume(scene)
        return
    scene.remember(joining=request_id, join_tries=0)
    ask_code_date(scene)


def confirm_joining(scene: Scene, reading: Reading) -> None:
    """The birth date said must be the one on record; three tries, and the code is spent."""
    request_id = scene.memory.joining
    if request_id is None:
        raise ValueError("no request waits for its birth date")
    if reading.error is None and _is_on_record(scene, request_id, reading.value):
        _go_on_with(scene, request_id)
        return
    tries = scene.memory.join_tries + 1
    if tries < MOST_DATES:
        scene.remember(join_tries=tries)
        if scene.telling:
            scene.keep_words(scene.turn.text)
        ask_code_date(scene, before=reading.error or "")
        return
    scene.remember(joining=None, join_tries=0)
    scene.say("code.not_confirmed")
    scene.asked = None
    resume(scene)


def _is_on_record(scene: Scene, request_id: str, birth_date: object) -> bool:
    try:
        return birth_date is not None and load_draft(scene.session, request_id).value("birth_date") == birth_date
    except LookupError:
        # Erased meanwhile.
        return False


def _go_on_with(scene: Scene, request_id: str) -> None:
    before = join(scene.session, scene.turn.conversation_id, request_id)
    scene.move_to(request_id)
    earlier = State.model_validate(before or {})
    kept = Memory(stage=earlier.memory.stage, cared=earlier.memory.cared)
    scene.asked, scene.memory = None, kept
    handoff = scene.handoff
    if handoff is not None:
        scene.mode = Mode.SENT if earlier.mode is Mode.INTAKE else earlier.mode
        scene.say("code.found_sent", when=scene.due())
        scene.refresh_handoff()
        return
    scene.mode = Mode.INTAKE
    found = scene.words("code.found")
    if not scene.draft.account_given:
        scene.stand(Stage.OPENING)
        ask(scene, "narrative", before=found)
    elif earlier.memory.stage in (Stage.UNDERSTOOD, Stage.REVIEW, Stage.WRONG):
        scene.say("code.found")
        resume(scene)
    else:
        go_on(scene, before=found)
