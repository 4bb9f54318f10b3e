"""Taking the answer to the field asked; the reader of `intake` has the last word."""

from __future__ import annotations

from intake.convention import FieldDefinition, FieldKind
from intake.dialogue.asking import ask, offers_caller
from intake.dialogue.elsewhere import code_given, confirm_joining
from intake.dialogue.flow import go_on, read_value_back, review
from intake.dialogue.handing import contact_given, next_contact
from intake.dialogue.ladders import not_heard
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked, Stage
from intake.dialogue.turn import Turn
from intake.reading import Reading, read_answer, read_yes_or_no
from lexicon.codes import Act, AnswerStatus, Mode

# After this many tries the question is left to a person.
MOST_TRIES = 3
# However the conversation strays, a field is not asked more often than this in a row.
MOST_ASKED = 6
# Anything may be said of these: a reading proves nothing.
_OPEN_KINDS = (FieldKind.STORY, FieldKind.TEXT, FieldKind.NAME)
# On the telephone these are said again before they count: a wrong one loses the person.
_READ_BACK = (FieldKind.PHONE, FieldKind.POSTAL_CODE)


def says_yes_or_no(turn: Turn) -> bool | None:
    """True for yes, False for no, None for anything else."""
    if turn.act is Act.AFFIRM:
        return True
    if turn.act is Act.DENY:
        return False
    return read_yes_or_no(turn.text)


def take_choice(scene: Scene, code: str, value: object) -> None:
    """A button was pressed: its field and value are recorded as told."""
    choice = scene.turn.choice
    words = choice.title if choice is not None else None
    scene.record(code, value, words=words)
    after_answer(scene)


def take_asked(scene: Scene) -> None:
    """Read the answer to the field asked."""
    asked = scene.asked
    if asked is None:
        go_on(scene)
        return
    field = scene.convention.field(asked.field)
    text = scene.turn.text
    # A button such as « je ne sais pas » comes without text.
    reading = read_answer(field, text, today=scene.today, channel=scene.turn.channel.value) if text else Reading()
    if scene.memory.joining is not None and asked.field == "birth_date":
        confirm_joining(scene, reading)
    elif reading.understood and not reading.error:
        record_reading(scene, asked.field, reading)
        _recorded(scene, field, reading.status)
    elif field.kind is FieldKind.EMAIL and says_yes_or_no(scene.turn) is False:
        # « si vous en avez une » : she has none.
        scene.record(asked.field, None, words=scene.turn.text or None, status=AnswerStatus.NOT_APPLICABLE)
        after_answer(scene)
    elif offers_caller(scene, asked.field) and (yes := says_yes_or_no(scene.turn)) is not None:
        _caller_or_another(scene, asked, yes=yes)
    elif reading.error:
        _ask_again(scene, asked, reading.error)
    elif scene.turn.act in (Act.REFUSE_ANSWER, Act.DONT_KNOW):
        status = AnswerStatus.REFUSED if scene.turn.act is Act.REFUSE_ANSWER else AnswerStatus.UNKNOWN
        scene.record(asked.field, None, words=text or None, status=status)
        after_answer(scene, _noted(scene, status))
    elif field.kind is FieldKind.CHOICE and scene.turn.act in (Act.AFFIRM, Act.DENY) and {v.code for v in field.values} >= {"oui", "non"}:
        scene.record(asked.field, "oui" if scene.turn.act is Act.AFFIRM else "non", words=scene.turn.text)
        after_answer(scene)
    else:
        _not_an_answer(scene, asked)


def _recorded(scene: Scene, field: FieldDefinition, status: AnswerStatus | None) -> None:
    """Go on; on the telephone what is costly to get wrong is read back first."""
    if not scene.spoken or status is not AnswerStatus.TOLD or not (field.kind in _READ_BACK or field.code == "birth_date"):
        after_answer(scene, _noted(scene, status))
    elif scene.notes.get("keypad"):
        # Typed: heard right. What was noted is said in passing.
        after_answer(scene, f"{scene.value_in_words(field)}.")
    else:
        scene.remember(checks=1)
        read_value_back(scene, field.code)


def _caller_or_another(scene: Scene, asked: Asked, *, yes: bool) -> None:
    """The number that calls was offered: taken, or another one is asked."""
    if yes:
        scene.record(asked.field, scene.caller, words=scene.turn.text or None)
        after_answer(scene)
    else:
        ask(scene, asked.field, again=True)


def checked(scene: Scene) -> bool:
    """What she says to a value read back; True when it was that."""
    code = scene.memory.checking
    if code is None:
        return False
    if scene.turn.choice is not None and scene.turn.choice.act not in (Act.AFFIRM, Act.DENY):
        return False
    field = scene.convention.field(code)
    reading = read_answer(field, scene.turn.text, today=scene.today, channel=scene.turn.channel.value) if scene.turn.text else Reading()
    if reading.value is not None and reading.status is AnswerStatus.TOLD:
        same = reading.value == scene.draft.value(code)
        record_reading(scene, code, reading)
        if not same and scene.memory.checks < MOST_TRIES:
            scene.remember(checks=scene.memory.checks + 1)
            read_value_back(scene, code)
        else:
            after_answer(scene)
        return True
    match says_yes_or_no(scene.turn):
        case True:
            after_answer(scene)
        case False:
            scene.unsay(code)
            ask(scene, code, again=True, before=scene.words("check.again"))
        case None:
            return False
    return True


def is_an_answer(scene: Scene) -> bool:
    """True when the message, whatever act it looked like, gives the field asked: the reader has the last word.

    « j’ai déposé un dossier, j’attends la réponse » is an answer about the RQTH, not a question about one's request.
    """
    if scene.asked is None or scene.mode is not Mode.INTAKE or not scene.turn.text:
        return False
    field = scene.convention.field(scene.asked.field)
    if field.kind in _OPEN_KINDS:
        return False
    reading = read_answer(field, scene.turn.text, today=scene.today, channel=scene.turn.channel.value)
    return reading.status in (AnswerStatus.TOLD, AnswerStatus.NOT_APPLICABLE)


def leave_to_a_person(scene: Scene) -> bool:
    """A field asked too often in a row is left to a person: no loop, whatever is said. True when it was."""
    if scene.asked is None or scene.mode is not Mode.INTAKE or scene.memory.asked_times <= MOST_ASKED:
        return False
    code = scene.asked.field
    if code == "narrative":
        return False
    scene.record(code, None, words=scene.turn.text or None, status=AnswerStatus.UNKNOWN)
    scene.replies.clear()
    after_answer(scene, scene.words("noted.later"))
    return True


def record_reading(scene: Scene, code: str, reading: Reading) -> None:
    """Record a reading, and what it says of other fields."""
    status = reading.status or AnswerStatus.TOLD
    scene.record(code, reading.value, words=reading.words or scene.turn.text or None, status=status)
    for other, value in reading.also.items():
        if scene.field(other) is not None and scene.draft.status(other) in (AnswerStatus.NOT_ASKED, AnswerStatus.DEDUCED):
            scene.record(other, value, words=scene.turn.text)


def after_answer(scene: Scene, before: str = "") -> None:
    """Where to go once something was recorded."""
    scene.remember(checking=None, checks=0)
    if scene.memory.code_wanted and scene.draft.value("birth_date") is not None:
        before = " ".join(part for part in (before, code_given(scene)) if part)
    scene.remember(code_wanted=False)
    if scene.mode is Mode.HUMAN:
        contact = next_contact(scene)
        if contact is None:
            contact_given(scene)
        else:
            ask(scene, contact, before=before)
        return
    if scene.mode in (Mode.SENT, Mode.DANGER):
        scene.asked = None
        scene.refresh_handoff()
        scene.say("words.added", when=scene.due())
        return
    if scene.memory.back_to is Stage.REVIEW and not scene.to_ask():
        scene.remember(back_to=None)
        review(scene, before=before)
        return
    go_on(scene, before=before)


def _noted(scene: Scene, status: AnswerStatus | None) -> str:
    match status:
        case AnswerStatus.REFUSED:
            return scene.words("noted.refused")
        case AnswerStatus.UNKNOWN:
            return scene.words("noted.unknown")
        case _:
            return ""


def _not_an_answer(scene: Scene, asked: Asked) -> None:
    """More of the story, or something not understood."""
    text = scene.turn.text
    if scene.telling or scene.turn.act is Act.TELL_SITUATION:
        scene.keep_words(text)
        scene.deduce(text)
        if scene.draft.value(asked.field) is not None or asked.field not in scene.to_ask():
            after_answer(scene)
            return
        _ask_again(scene, asked, scene.words("add.more"))
        return
    _ask_again(scene, asked, scene.words("not_understood.first" if scene.memory.misses == 0 or scene.spoken else "not_understood.choices"))


def _ask_again(scene: Scene, asked: Asked, before: str) -> None:
    """Ask differently once, then with choices, then leave it to a person; never a loop."""
    misses = scene.memory.misses + 1
    if scene.spoken:
        not_heard(scene, asked, misses, before)
        return
    if misses >= MOST_TRIES:
        scene.record(asked.field, None, words=scene.turn.text or None, status=AnswerStatus.UNKNOWN)
        after_answer(scene, scene.words("noted.later"))
        return
    ask(scene, asked.field, again=True, before=before)
    scene.remember(misses=misses)


def not_understood(scene: Scene) -> None:
    """A message without recognisable meaning."""
    if scene.asked is not None and scene.asked.field != "narrative":
        take_asked(scene)
    elif scene.spoken and scene.asked is not None:
        not_heard(scene, scene.asked, scene.memory.misses + 1, scene.words("not_understood.first"))
    elif scene.memory.misses >= 1:
        scene.say("not_understood.person", choices=(scene.choice("choice.human", act=Act.HUMAN),))
        if scene.asked is not None:
            ask(scene, scene.asked.field, again=True)
    else:
        scene.remember(misses=scene.memory.misses + 1)
        scene.say("not_understood.free", choices=(scene.choice("choice.human", act=Act.HUMAN),))
        if scene.asked is not None:
            ask(scene, scene.asked.field, again=True)
