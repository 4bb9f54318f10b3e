"""Handing over: the same end for everyone, and a person at any time."""

from __future__ import annotations

from intake.clock import in_words
from intake.dialogue.asking import ask, ask_code_date
from intake.dialogue.scene import Scene
from intake.directory import OpenDoor, service_antenna
from intake.eligibility import assess
from intake.requests import HandoverReason, Transfer, antennas, hours_of, reference_in_pairs, want_person
from intake.storage import HandoffRow
from intake.summary import spoken_phone
from lexicon.codes import Act, AnswerStatus, MessageKind, Mode

# An account shorter than this adds nothing to a request for a person.
_A_STORY = 6


def send(scene: Scene) -> None:
    """The intake is finished: reference, a human reads it, by when; at most one place that can help meanwhile."""
    handoff = scene.hand_over(HandoverReason.SENT)
    scene.mode, scene.asked = Mode.SENT, None
    when = in_words(handoff.due_at, scene.today)
    reference = reference_in_pairs(handoff.reference)
    if scene.reachable():
        parts = [scene.words("handoff.done", reference=reference, when=when)]
    else:
        parts = [scene.words("human.unreachable", phone=service_phone(scene), reference=reference)]
    antenna = scene.antenna
    if antenna is not None:
        door = _next_door(antenna.open_doors)
        parts.append(scene.words("handoff.antenna", antenna=antenna.name, phone=spoken_phone(antenna.phone), door=door))
    scene.reply(" ".join(parts), MessageKind.HANDOFF, reference=handoff.reference)
    verdict = assess(scene.convention, scene.draft)
    if verdict.orientation:
        door_elsewhere = verdict.orientation[0]
        scene.say("handoff.meanwhile", organisation=door_elsewhere.organisation, why=door_elsewhere.why)
    if scene.spoken:
        scene.say("call.more")


def _next_door(doors: tuple[OpenDoor, ...]) -> str:
    return doors[0].in_words() if doors else "sur rendez-vous"


def service_phone(scene: Scene) -> str:
    """The number to call: the person's antenna, else the first one."""
    antenna = scene.antenna or service_antenna(antennas(scene.session))
    return spoken_phone(antenna.phone) if antenna else ""


def person(scene: Scene, reason: HandoverReason = HandoverReason.HUMAN) -> None:
    """« Une personne » : a hand-off at once, with whatever is known."""
    already = scene.handoff is not None
    text = scene.turn.text
    if len(text.split()) >= _A_STORY:
        scene.keep_words(text)
        scene.deduce(text)
    handoff = scene.hand_over(reason)
    if scene.mode is Mode.INTAKE:
        scene.mode = Mode.HUMAN
    when = in_words(handoff.due_at, scene.today)
    if reason is HandoverReason.HUMAN and (transfer := transfer_to(scene)) is not None:
        scene.asked = None
        scene.say("human.transfer", MessageKind.HANDOFF)
        scene.amend(reference=handoff.reference, transfer=transfer)
        return
    if already:
        scene.reply(scene.words("human.already", when=when) + _wait(scene, reason), MessageKind.HANDOFF)
        scene.amend(reference=handoff.reference)
    else:
        _promise(scene, handoff, when, reason)
    contact = next_contact(scene)
    if contact is not None:
        scene.say("human.need_contact")
        ask(scene, contact)
        return
    scene.asked = None
    scene.amend(choices=(scene.choice("choice.resume", step="resume"),))
    _offer_to_go_on(scene)


def transfer_to(scene: Scene) -> Transfer | None:
    """Where the call can be passed on to now: the antenna's telephone, in its opening hours; None otherwise."""
    antenna = scene.antenna or service_antenna(antennas(scene.session))
    if not scene.spoken or antenna is None or not hours_of(scene.convention, antenna).is_open(scene.now):
        return None
    return Transfer(phone=antenna.phone, antenna=antenna.code)


def not_reached(scene: Scene) -> None:
    """The call was passed on and nobody took it: a truthful time, and a number to call if none is known."""
    handoff = scene.hand_over(HandoverReason.HUMAN)
    if scene.mode is Mode.INTAKE:
        scene.mode = Mode.HUMAN
    when = in_words(handoff.due_at, scene.today)
    contact = next_contact(scene)
    # Without a number nobody can call: it is asked first.
    key = "human.not_reached" if scene.reachable() else "human.not_reached_yet"
    scene.say(key, MessageKind.HANDOFF, when=when, reference=reference_in_pairs(handoff.reference))
    scene.amend(reference=handoff.reference)
    if contact is not None:
        ask(scene, contact)
        return
    scene.asked = None
    _offer_to_go_on(scene)


def _offer_to_go_on(scene: Scene) -> None:
    """On the telephone, where no button shows it: the questions can go on meanwhile."""
    if scene.spoken:
        scene.say("human.go_on", choices=(scene.choice("choice.resume", step="resume"),))


def engine_down(scene: Scene) -> None:
    """On the telephone, when the message could not be understood: a person at once, or a call back; the question stays."""
    asked = scene.asked
    if scene.memory.joining is not None:
        # Nothing was told here yet: the code is not spent on a fault of ours.
        scene.say("apology", MessageKind.NOTICE, phone=service_phone(scene))
        ask_code_date(scene)
        return
    handoff = scene.hand_over(HandoverReason.HUMAN)
    transfer = transfer_to(scene)
    if transfer is not None:
        scene.say("apology.transfer", MessageKind.HANDOFF)
        scene.amend(transfer=transfer, reference=handoff.reference)
    elif scene.reachable():
        scene.say("apology.callback", MessageKind.NOTICE, when=in_words(handoff.due_at, scene.today))
    else:
        scene.say("apology", MessageKind.NOTICE, phone=service_phone(scene))
        contact = next_contact(scene)
        if contact is not None and asked is None:
            ask(scene, contact)
    if asked is not None and transfer is None:
        ask(scene, asked.field)


def _reference(scene: Scene) -> str:
    handoff = scene.handoff
    return reference_in_pairs(handoff.reference) if handoff else ""


def next_contact(scene: Scene) -> str | None:
    """The way to reach someone that was not asked for yet; None when there is one, or when all were asked."""
    if scene.reachable():
        return None
    codes = ("third_party_phone", "phone", "email") if scene.behalf else ("phone", "email")
    return next((code for code in codes if scene.field(code) and scene.draft.status(code) is AnswerStatus.NOT_ASKED), None)


def _promise(scene: Scene, handoff: HandoffRow, when: str, reason: HandoverReason) -> None:
    reference = reference_in_pairs(handoff.reference)
    if reason is HandoverReason.CALLBACK:
        text = scene.words("callback.done", reference=reference, when=when)
    else:
        key = "human.open" if hours_of(scene.convention, scene.antenna).is_open(scene.now) else "human.closed"
        text = scene.words(key, reference=reference, when=when, phone=service_phone(scene)) + _wait(scene, reason)
    scene.reply(text, MessageKind.HANDOFF, reference=handoff.reference)


def _wait(scene: Scene, reason: HandoverReason) -> str:
    """In opening hours and in writing: somebody may answer here, and she is told when nobody could."""
    announced = scene.person_wait and not scene.spoken and reason is HandoverReason.HUMAN
    if not announced or not hours_of(scene.convention, scene.antenna).is_open(scene.now):
        return ""
    want_person(scene.session, scene.turn.conversation_id, scene.now)
    return " " + scene.words("live.wait", minutes=str(scene.person_wait))


def contact_given(scene: Scene) -> None:
    """In mode human, the number was given: say so, and offer to go on."""
    scene.asked = None
    scene.refresh_handoff()
    choices = (scene.choice("choice.resume", step="resume"), scene.choice("choice.stop", act=Act.GOODBYE))
    if scene.reachable():
        scene.say("human.contact_noted", when=scene.due(), choices=choices)
        _offer_to_go_on(scene)
    else:
        # No promise to contact her: there is no way to.
        scene.say("human.unreachable", phone=service_phone(scene), reference=_reference(scene), choices=choices)
