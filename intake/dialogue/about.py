"""Answers about the service and the conversation itself; each then comes back to where we were."""

from __future__ import annotations

from intake.clock import hours_in_words
from intake.dialogue.asking import ask
from intake.dialogue.flow import go_on, resume
from intake.dialogue.handing import next_contact, person, send, service_phone
from intake.dialogue.scene import Scene
from intake.dialogue.state import Memory, Stage
from intake.dialogue.wording import has
from intake.directory import service_antenna
from intake.requests import HandoverReason, antennas, forget_request, hours_of, reference_in_pairs
from lexicon import find_language
from lexicon.codes import Act, MessageKind, Mode


def why_asked(scene: Scene) -> None:
    """Why this question."""
    choice = scene.turn.choice
    code = choice.field if choice is not None and choice.field else scene.asked.field if scene.asked else None
    if code is None:
        scene.say("why.nothing")
        resume(scene)
        return
    ask(scene, code, before=scene.words(f"why.{code}"))


def repeat(scene: Scene) -> None:
    """Say the last question again."""
    if scene.mode is not Mode.INTAKE and scene.asked is None:
        _say_where_it_stands(scene)
        return
    resume(scene)


def human(scene: Scene) -> None:
    """A person, now."""
    person(scene)


def callback(scene: Scene) -> None:
    """To be phoned later."""
    person(scene, HandoverReason.CALLBACK)


def is_bot(scene: Scene) -> None:
    """Who is speaking."""
    scene.say("is_bot")
    resume(scene)


def privacy(scene: Scene) -> None:
    """What becomes of the data."""
    scene.say("privacy")
    resume(scene)


def hours_contact(scene: Scene) -> None:
    """When, where, which number."""
    # The hours of the very number that is said.
    antenna = scene.antenna or service_antenna(antennas(scene.session))
    scene.say("hours_contact", phone=service_phone(scene), hours=hours_in_words(hours_of(scene.convention, antenna)))
    resume(scene)


def status(scene: Scene) -> None:
    """Where the request stands."""
    if scene.handoff is not None:
        _say_where_it_stands(scene)
        if scene.mode is Mode.INTAKE:
            resume(scene)
        return
    scene.say("status.intake")
    resume(scene)


def _say_where_it_stands(scene: Scene) -> None:
    handoff = scene.handoff
    scene.say("status.sent", reference=reference_in_pairs(handoff.reference) if handoff else "", when=scene.due())


def thanks(scene: Scene) -> None:
    """« Merci »."""
    if scene.mode is Mode.INTAKE:
        resume(scene)
    else:
        scene.say("thanks")


def greet(scene: Scene) -> None:
    """« Bonjour »."""
    scene.say("greet")
    resume(scene)


def goodbye(scene: Scene) -> None:
    """« Au revoir »."""
    if scene.handoff is not None:
        scene.say("goodbye.sent", when=scene.due())
        _hang_up(scene)
        return
    scene.remember(left=True)
    scene.say("goodbye.intake", choices=(scene.choice("choice.resume", step="resume"), scene.choice("choice.callback", act=Act.CALLBACK)))


def _hang_up(scene: Scene) -> None:
    """On the telephone the line is closed after these words: she took her leave."""
    if scene.spoken:
        scene.amend(hang_up=True)


def insult(scene: Scene) -> None:
    """Anger is heard, and a person is offered."""
    scene.say("insult", choices=(scene.choice("choice.human", act=Act.HUMAN), scene.choice("choice.resume", step="resume")))
    if scene.mode is Mode.INTAKE and scene.asked is not None:
        ask(scene, scene.asked.field)


def other_language(scene: Scene) -> None:
    """Another language: one sentence in it, an interpreter noted, a human hand-off."""
    scene.keep_words(scene.turn.text)
    field = scene.field("communication_needs")
    if field is not None:
        scene.record("communication_needs", ["interprete"], words=scene.turn.text)
    handoff = scene.hand_over(HandoverReason.HUMAN)
    scene.mode = Mode.HUMAN if scene.mode is Mode.INTAKE else scene.mode
    language = find_language(scene.turn.text)
    contact = next_contact(scene)
    own = f"other_language.{language}{'_phone' if contact else ''}"
    key = own if language is not None and has(scene.convention, own) else "other_language"
    scene.reply(scene.words(key), MessageKind.HANDOFF, reference=handoff.reference)
    if contact is not None:
        ask(scene, contact)


def stop(scene: Scene) -> None:
    """To end: nothing is sent unless she wishes."""
    if scene.handoff is not None:
        scene.say("stop.sent", when=scene.due())
        return
    _confirm(scene, "stop")
    scene.say(
        "stop.confirm",
        choices=(
            scene.choice("choice.resume", step="resume"),
            scene.choice("choice.send", step="send"),
            scene.choice("choice.code", step="code"),
            scene.choice("choice.stop", step="stop"),
            scene.choice("choice.delete", step="delete"),
        ),
    )


def delete_data(scene: Scene) -> None:
    """To erase everything: asked once more; a request already passed on is erased by a human."""
    if scene.handoff is not None:
        scene.keep_words(scene.turn.text or scene.words("choice.delete"))
        scene.refresh_handoff()
        scene.say("delete.handed")
        return
    _confirm(scene, "delete")
    scene.say("delete.confirm", choices=(scene.choice("choice.delete", step="delete"), scene.choice("choice.resume", step="resume")))


def start_over(scene: Scene) -> None:
    """To begin again: asked once more."""
    if scene.handoff is not None:
        scene.say("start_over.sent")
        return
    _confirm(scene, "restart")
    scene.say("start_over.confirm", choices=(scene.choice("choice.restart", step="restart"), scene.choice("choice.resume", step="resume")))


def _confirm(scene: Scene, step: str) -> None:
    """A « oui » to what is said next takes that step, and is no answer to the question that waits."""
    scene.remember(confirming=step)


# Steps behind buttons


def step_stop(scene: Scene) -> None:
    """She confirmed that she stops."""
    scene.asked = None
    scene.remember(left=True)
    scene.say("stop.done", choices=(scene.choice("choice.resume", step="resume"),))
    _hang_up(scene)


def step_send(scene: Scene) -> None:
    """Send as it is."""
    scene.confirm()
    send(scene)


def step_delete(scene: Scene) -> None:
    """Erase everything said so far, and begin anew."""
    _forget(scene)
    scene.say("delete.done")
    ask(scene, "narrative")


def step_restart(scene: Scene) -> None:
    """Forget everything, and begin anew."""
    _forget(scene)
    scene.say("start_over.done")
    ask(scene, "narrative")


def _forget(scene: Scene) -> None:
    if scene.handoff is not None:
        return
    forget_request(scene.session, scene.request_id, keep_message=scene.turn.message_id)
    scene.__dict__.pop("draft", None)
    scene.memory, scene.asked = Memory(stage=Stage.OPENING), None


def step_resume(scene: Scene) -> None:
    """Go on with the questions, also after a person was asked for or a danger was heard; what was sent stays sent."""
    scene.mode = scene.mode if scene.mode is Mode.SENT else Mode.INTAKE
    if scene.memory.stage is Stage.OPENING and scene.draft.account_given:
        go_on(scene)
        return
    resume(scene)


def step_add(scene: Scene) -> None:
    """She wants to add something."""
    scene.say("add.more", MessageKind.QUESTION)
