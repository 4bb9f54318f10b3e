"""On the telephone: what is said to a silence, and to what was not understood; each ends with a person, never with a hang-up."""

from __future__ import annotations

from intake.convention import FieldDefinition, FieldKind
from intake.dialogue.asking import ask, offers_caller
from intake.dialogue.flow import go_on, read_back, resume
from intake.dialogue.handing import person
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked, Memory, Stage
from lexicon.codes import AnswerStatus, Mode

# The third time in a row on one question, and the sixth misunderstanding of a call, a person takes over.
MOST_IN_A_ROW = 3
MOST_IN_A_CALL = 6
# Values that one can keep in mind while the others are said.
MENU_OPTIONS = 4
# The step of both ladders that says the keys.
_KEYS_SAID = 2


def not_heard(scene: Scene, asked: Asked, misses: int, before: str) -> None:
    """Rephrase, then give an example with the keypad, then pass to a person."""
    errors = scene.memory.errors + 1
    scene.remember(errors=errors)
    if misses >= MOST_IN_A_ROW or errors >= MOST_IN_A_CALL:
        scene.remember(errors=0)
        # The number that calls is offered next, where there is one.
        offered = scene.mode is Mode.INTAKE and offers_caller(scene, asked.field)
        if asked.field != "narrative" and not offered:
            scene.record(asked.field, None, words=scene.turn.text or None, status=AnswerStatus.UNKNOWN)
        scene.say("not_understood.to_person")
        person(scene)
        return
    if misses == 1:
        ask(scene, asked.field, again=True, before=before)
    else:
        ask(scene, asked.field, before=before, after=keypad_words(scene, scene.convention.field(asked.field)))
    scene.remember(misses=misses)


def menu_said(memory: Memory) -> bool:
    """True once it was said aloud which key stands for what."""
    return max(memory.misses, memory.silences) >= _KEYS_SAID


def unclear_key(scene: Scene) -> None:
    """A key was pressed of which nobody said what it stands for: it is no answer, and no words of hers."""
    if scene.asked is None:
        resume(scene)
        return
    not_heard(scene, scene.asked, scene.memory.misses + 1, scene.words("not_understood.first"))


def keypad_words(scene: Scene, field: FieldDefinition) -> str:
    """How to answer this field on the keypad, or the words that always do."""
    if field.kind is FieldKind.CHOICE and [value.code for value in field.values] != ["oui", "non"]:
        options = ", ".join(f"{n} pour {value.label}" for n, value in enumerate(field.values[:MENU_OPTIONS], 1))
        return scene.words("keypad.menu", options=options)
    return scene.words(f"keypad.{_KEYPAD.get(field.kind, 'free')}")


_KEYPAD = {
    FieldKind.PHONE: "phone",
    FieldKind.DATE: "date",
    FieldKind.POSTAL_CODE: "postal_code",
    FieldKind.CHOICE: "yes_no",
    FieldKind.AVAILABILITY: "availability",
    FieldKind.COUNT: "count",
}


def silence(scene: Scene) -> None:
    """Nothing was said: time is given, then help, then a person; the line stays open."""
    silences = scene.memory.silences + 1
    if scene.memory.listening and scene.memory.stage is Stage.OPENING:
        # The account had gone on in another breath, and is over.
        read_back(scene)
    elif silences == 1:
        _first(scene)
    elif silences == _KEYS_SAID:
        _second(scene)
    elif scene.mode is Mode.INTAKE and scene.handoff is None:
        scene.say("silence.person")
        person(scene)
        # The question that follows has its own silences.
        silences = 0
    else:
        scene.say("silence.waiting" if scene.reachable() else "silence.open")
    scene.remember(silences=silences)


def _first(scene: Scene) -> None:
    if scene.asked is not None:
        ask(scene, scene.asked.field, again=True, before=scene.words("silence.first"))
    elif scene.mode is Mode.INTAKE:
        scene.say("silence.first")
        resume(scene)
    else:
        scene.say("call.more")


def _second(scene: Scene) -> None:
    still = scene.words("silence.still")
    if scene.asked is not None:
        ask(scene, scene.asked.field, before=still, after=keypad_words(scene, scene.convention.field(scene.asked.field)))
    elif scene.mode is Mode.INTAKE:
        scene.reply(f"{still} {scene.words('keypad.yes_no')}")
        resume(scene)
    else:
        scene.say("call.more")


def wait(scene: Scene) -> None:
    """« Attendez » : she is waited for."""
    scene.say("call.wait")
    _still_asked(scene)


def slower(scene: Scene) -> None:
    """« Plus lentement » : the channel slows down; the same is said again."""
    scene.remember(slow=True)
    scene.say("call.slower")
    resume(scene)


def faster(scene: Scene) -> None:
    """« Plus vite » : as before."""
    scene.remember(slow=False)
    resume(scene)


def no_callback(scene: Scene) -> None:
    """« Ne rappelez pas » : nobody calls when the line is cut; where it was asked whether calling is safe, that is the answer."""
    scene.remember(no_callback=True)
    if scene.asked is not None and scene.asked.field == "safe_contact":
        scene.record("safe_contact", "non", words=scene.turn.text)
        go_on(scene, before=scene.words("call.cut_refused"))
        return
    scene.say("call.cut_refused")
    resume(scene)


def _still_asked(scene: Scene) -> None:
    """What is asked stays asked, without being said again."""
    if scene.asked is not None:
        scene.amend(asks=scene.asked.field, control=scene.asked.kind)
