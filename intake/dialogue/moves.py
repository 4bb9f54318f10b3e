"""Every move of the dialogue by its name; Rasa picks one, and this is the only door into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from intake.dialogue import about, elsewhere
from intake.dialogue.answers import checked, is_an_answer, leave_to_a_person, not_understood, says_yes_or_no, take_asked, take_choice
from intake.dialogue.corrections import correct, drop, fix, what_is_wrong
from intake.dialogue.handing import engine_down, not_reached
from intake.dialogue.hearing import add_words, after_read_back, after_review, hear_story
from intake.dialogue.ladders import faster, no_callback, silence, slower, unclear_key, wait
from intake.dialogue.safety import danger
from intake.dialogue.scene import Scene
from intake.dialogue.state import Stage
from intake.dialogue.turn import Answered, Turn
from intake.privacy import Indexer
from intake.requests import Choice, Reply
from lexicon import find_distress
from lexicon.codes import Act, MessageKind, Mode

Move = Callable[[Scene], None]


def take_answer(scene: Scene) -> None:
    """What she says is an answer, more of her story, or a button."""
    choice = scene.turn.choice
    if choice is not None and choice.step:
        _step(scene, choice.step)
    elif choice is not None and choice.field and choice.act is None:
        take_choice(scene, choice.field, choice.value)
    elif scene.mode is not Mode.INTAKE or scene.memory.stage in (Stage.QUESTIONS, Stage.WRONG):
        _answer_or_tell(scene)
    elif scene.asked is not None and scene.asked.field != "narrative":
        take_asked(scene)
    elif scene.memory.stage is Stage.OPENING:
        hear_story(scene)
    elif scene.memory.stage is Stage.UNDERSTOOD:
        after_read_back(scene)
    else:
        after_review(scene)


def _answer_or_tell(scene: Scene) -> None:
    if scene.asked is not None:
        take_asked(scene)
    elif scene.mode is not Mode.INTAKE:
        add_words(scene)
    else:
        after_review(scene)


def _step(scene: Scene, step: str) -> None:
    name, _, argument = step.partition(":")
    match name:
        case "fix":
            fix(scene, argument)
        case "drop":
            drop(scene, argument)
        case _:
            STEPS[name](scene)


def add_or_answer(scene: Scene) -> None:
    """After the sending or a danger: an answer when something is asked, words otherwise."""
    if scene.turn.choice is not None or scene.asked is not None:
        take_answer(scene)
    else:
        add_words(scene)


STEPS: Mapping[str, Move] = MappingProxyType(
    {
        "wrong": what_is_wrong,
        "add": about.step_add,
        "resume": about.step_resume,
        "send": about.step_send,
        "stop": about.step_stop,
        "delete": about.step_delete,
        "restart": about.step_restart,
        "code": elsewhere.give_code,
        "have_code": elsewhere.have_code,
    }
)

MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "take_answer": take_answer,
        "add_words": add_or_answer,
        "not_understood": not_understood,
        "danger": danger,
        "correct": correct,
        **{
            act.value: getattr(about, act.value)
            for act in (
                Act.HUMAN,
                Act.CALLBACK,
                Act.IS_BOT,
                Act.PRIVACY,
                Act.DELETE_DATA,
                Act.STATUS,
                Act.HOURS_CONTACT,
                Act.WHY_ASKED,
                Act.REPEAT,
                Act.THANKS,
                Act.GOODBYE,
                Act.GREET,
                Act.INSULT,
                Act.OTHER_LANGUAGE,
                Act.STOP,
                Act.START_OVER,
            )
        },
    }
)


# Moves that need no understanding: the channel knows them by a key, a silence or a few fixed words.
LOCAL_MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "silence": silence,
        "wait": wait,
        "slower": slower,
        "faster": faster,
        "no_callback": no_callback,
        "goes_on": about.step_resume,
        "unclear_key": unclear_key,
        "not_reached": not_reached,
        "engine_down": engine_down,
        "give_code": elsewhere.give_code,
        "have_code": elsewhere.have_code,
        "take_code": elsewhere.take_code,
    }
)

# Short commands that are known by their words.
_COMMANDS = frozenset({"wait", "slower", "faster", "no_callback", "goes_on", "give_code", "have_code", "take_code"})
# Moves that give way when the message reads as the answer to the question asked.
_STRAYING = _COMMANDS | frozenset(
    act.value
    for act in (
        Act.CALLBACK,
        Act.STATUS,
        Act.HOURS_CONTACT,
        Act.PRIVACY,
        Act.IS_BOT,
        Act.THANKS,
        Act.GOODBYE,
        Act.GREET,
        Act.INSULT,
        Act.REPEAT,
        Act.OTHER_LANGUAGE,
    )
)


def move_of(choice: Choice, mode: Mode) -> str:
    """The move that a button asks for, as Rasa's rules choose it: what is pressed needs no understanding."""
    act = choice.act
    if act is not None and act.value in MOVES and act.value not in ("take_answer", "add_words"):
        return str(act.value)
    return "take_answer" if mode in (Mode.INTAKE, Mode.HUMAN) else "add_words"


def answer_turn(
    session: Session, turn: Turn, move: str, *, now: datetime, indexer: Indexer, on_call: bool = False, person_wait: int = 0
) -> Answered:
    """Make one move and say what follows; the same turn made again records the same things once.

    `on_call`: somebody is called for a danger at any hour. A danger in the turn wins over any move. `person_wait`: minutes
    within which who asks for somebody in writing is answered there, or told that nobody could; 0 announces nothing.
    Raises LookupError for an unknown conversation, KeyError for an unknown move.
    """
    scene = Scene.open(session, turn, now, indexer, on_call=on_call, person_wait=person_wait)
    before = scene.mode
    if move != "silence":
        scene.remember(silences=0, left=False)
    if turn.danger is not None:
        danger(scene)
    elif move in LOCAL_MOVES and not (move in _COMMANDS and is_an_answer(scene)):
        LOCAL_MOVES[move](scene)
    elif not _confirmed(scene) and not checked(scene):
        MOVES["take_answer" if move in _STRAYING and is_an_answer(scene) else move](scene)
        leave_to_a_person(scene)
    if scene.memory.checking is not None and (scene.mode is not before or scene.asked is not None):
        # Something else is going on now.
        scene.remember(checking=None)
    if scene.memory.joining is not None and (scene.asked is None or scene.asked.field != "birth_date" or scene.handoff is not None):
        # A code leads somewhere only while its birth date is being asked, and never away from a request that was handed over.
        scene.remember(joining=None)
    if turn.danger is None:
        _care(scene)
    if not scene.replies:
        add_nothing = scene.words("words.added", when=scene.due()) if scene.handoff else scene.words("understood.thanks")
        scene.reply(add_nothing)
    return scene.close()


def _confirmed(scene: Scene) -> bool:
    """Take the step that waited for « oui », or go back to the question on « non »; True when the turn was that."""
    waiting = scene.memory.confirming
    if waiting is None:
        return False
    scene.remember(confirming=None)
    if scene.turn.choice is not None:
        return False
    match says_yes_or_no(scene.turn):
        case True:
            STEPS[waiting](scene)
        case False:
            about.step_resume(scene)
        case None:
            return False
    return True


def _care(scene: Scene) -> None:
    """Someone at the end of her strength hears one caring sentence, once; the questions go on."""
    if scene.memory.cared or not scene.turn.text or find_distress(scene.turn.text) is None:
        return
    scene.remember(cared=True)
    scene.replies.insert(0, Reply(text=scene.words("care.distress"), kind=MessageKind.ANSWER))
