"""When a danger is heard: the right number, an urgent hand-off at once, and no more questions."""

from __future__ import annotations

from intake.clock import in_words
from intake.convention import Convention
from intake.dialogue.asking import choices_of
from intake.dialogue.handing import transfer_to
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked
from intake.dialogue.wording import has, say
from intake.draft import DangerHeard
from intake.requests import HandoverReason, reference_in_pairs
from lexicon.codes import Act, AnswerStatus, Channel, DangerKind, MessageKind, Mode


def safety_words(convention: Convention, heard: DangerHeard, channel: Channel, behalf: bool = False) -> str:
    """What to do now, by kind, and by whether it is happening at this very moment; needs no database."""
    now = f"safety.{heard.kind.value}_now"
    return say(convention, now if heard.now and has(convention, now) else f"safety.{heard.kind.value}", channel, behalf)


def danger(scene: Scene) -> None:
    """Answer a danger: what to do now first; the words are kept and a human gets them at once."""
    heard = scene.turn.danger
    if heard is None:
        raise ValueError("a danger turn carries what was heard")
    scene.keep_danger(heard)
    scene.keep_words(scene.turn.text)
    scene.deduce(scene.turn.text)
    handoff = scene.hand_over(HandoverReason.DANGER)
    scene.mode, scene.asked = Mode.DANGER, None
    scene.reply(safety_words(scene.convention, heard, scene.turn.channel, scene.behalf), MessageKind.SAFETY, reference=handoff.reference)
    when = in_words(handoff.due_at, scene.today)
    # Nobody is promised for tonight unless somebody is really called.
    key = "safety.when_on_call" if scene.on_call and has(scene.convention, "safety.when_on_call") else "safety.when"
    scene.say(key, MessageKind.HANDOFF, when=when, reference=reference_in_pairs(handoff.reference))
    if transfer_to(scene) is not None:
        scene.say("safety.person")
    callback = scene.choice("choice.callback" if scene.reachable() else "choice.leave_number", act=Act.CALLBACK)
    choices = (callback, scene.choice("choice.resume", step="resume"))
    scene.amend(choices=choices, reference=handoff.reference)
    if heard.kind is DangerKind.VIOLENCE and scene.draft.status("safe_contact") is AnswerStatus.NOT_ASKED:
        _ask_safe_contact(scene)


def _ask_safe_contact(scene: Scene) -> None:
    field = scene.field("safe_contact")
    if field is None:
        return
    scene.asked = Asked(field=field.code, kind=field.kind.value)
    scene.reply(
        scene.words("safety.violence_contact"),
        MessageKind.QUESTION,
        asks=field.code,
        control=field.kind.value,
        choices=choices_of(scene, field),
    )
