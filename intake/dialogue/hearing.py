"""Hearing the person's own account, and what she says to a read-back."""

from __future__ import annotations

import re

from intake.dialogue.answers import says_yes_or_no
from intake.dialogue.asking import ask
from intake.dialogue.corrections import correct_from_text, what_is_wrong
from intake.dialogue.flow import finish, go_on, read_back, review
from intake.dialogue.ladders import not_heard
from intake.dialogue.scene import Scene
from intake.dialogue.state import Asked
from lexicon import plain
from lexicon.codes import Act, AnswerStatus, MessageKind, Mode, Topic

# An account of fewer words than this, in which nothing was recognised, is asked to go on, once.
_SHORT = 8
# Speech of this many words was cut by the recogniser, which stops after a minute.
_CUT_WORDS = 110
_NOTHING_MORE = re.compile(
    r"(?:non |oui |bon |ben |et |euh )*(?:voila|c est tout|c est bon|rien (?:d autre|de plus)|j ai (?:fini|tout dit)|fini|merci)"
    r"(?: (?:voila|c est tout|merci|pour (?:moi|l instant)))*"
)
# « oui », « non merci ».
_BARE = 4
_BARE_ACTS = (Act.AFFIRM, Act.DENY, Act.INFORM)


def hear_story(scene: Scene) -> None:
    """The first account."""
    text, act = scene.turn.text, scene.turn.act
    if act in (Act.REFUSE_ANSWER, Act.DONT_KNOW) and len(text.split()) < _SHORT:
        status = AnswerStatus.REFUSED if act is Act.REFUSE_ANSWER else AnswerStatus.UNKNOWN
        scene.record("narrative", None, words=text or None, status=status)
        go_on(scene, before=scene.words("noted.refused" if status is AnswerStatus.REFUSED else "noted.unknown"))
        return
    if (
        scene.memory.listening
        and (act in _BARE_ACTS or act is Act.THANKS)
        and (_NOTHING_MORE.fullmatch(_bare(text)) or says_yes_or_no(scene.turn) is False)
    ):
        read_back(scene)
        return
    heard = any(topic.code != Topic.AUTRE for topic in scene.turn.topics)
    if act in _BARE_ACTS and len(text.split()) < 4 and not heard:
        if scene.spoken and scene.asked is not None:
            not_heard(scene, scene.asked, scene.memory.misses + 1, "")
            return
        scene.remember(misses=scene.memory.misses + 1)
        ask(scene, "narrative", again=True)
        return
    scene.keep_words(text)
    facts = scene.deduce(text)
    if scene.spoken and (scene.notes.get("cut") or len(text.split()) >= _CUT_WORDS):
        # The recogniser stops after a minute, in the middle of a word: she is not interrupted, she goes on.
        scene.remember(listening=True)
        ask_on(scene)
        return
    if not facts and not heard and len(text.split()) < _SHORT and scene.memory.misses == 0:
        scene.remember(misses=1)
        scene.say("understood.more")
        ask(scene, "narrative", again=True)
        return
    read_back(scene)


def ask_on(scene: Scene) -> None:
    """The account goes on."""
    field = scene.convention.field("narrative")
    scene.asked = Asked(field=field.code, kind=field.kind.value)
    scene.reply(scene.words("listen.on"), MessageKind.QUESTION, asks=field.code, control=field.kind.value)


def _more_or_not(scene: Scene, *, more: bool) -> None:
    """On the telephone « oui » and « non » to « vous pouvez ajouter quelque chose » are no words to add."""
    if more:
        scene.say("listen.on")
        return
    scene.say("goodbye.sent", when=scene.due())
    scene.amend(hang_up=True)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", plain(text)))


def hear_more(scene: Scene) -> tuple[str, ...]:
    """More of the account, at any stage; gives the fields deduced from it."""
    scene.keep_words(scene.turn.text)
    return scene.deduce(scene.turn.text)


def after_read_back(scene: Scene) -> None:
    """What she says to « est-ce bien cela ? »."""
    match says_yes_or_no(scene.turn):
        case True if scene.spoken:
            # What was read is confirmed; what was not follows in the next breath.
            scene.confirm(scene.memory.read)
            read_back(scene)
        case True:
            scene.confirm()
            go_on(scene)
        case False:
            if not correct_from_text(scene):
                what_is_wrong(scene)
        case None:
            if correct_from_text(scene):
                return
            if hear_more(scene):
                read_back(scene)
            else:
                # She went on telling: what stays deduced is confirmed in the final summary.
                go_on(scene, before=scene.words("add.more"))


def after_review(scene: Scene) -> None:
    """What she says to the final summary."""
    match says_yes_or_no(scene.turn):
        case True:
            finish(scene)
        case False:
            if not correct_from_text(scene):
                what_is_wrong(scene)
        case None:
            if correct_from_text(scene):
                return
            hear_more(scene)
            if scene.to_ask():
                go_on(scene, before=scene.words("add.more"))
            else:
                review(scene, before=scene.words("add.more"))


def add_words(scene: Scene) -> None:
    """After the sending, or after a danger: the words are kept and added to the request."""
    if (
        scene.spoken
        and scene.mode is Mode.SENT
        and (answer := says_yes_or_no(scene.turn)) is not None
        and len(scene.turn.text.split()) < _BARE
    ):
        _more_or_not(scene, more=answer)
        return
    hear_more(scene)
    scene.refresh_handoff()
    handoff = scene.handoff
    if scene.draft.danger is not None and scene.mode is Mode.DANGER:
        choices = (scene.choice("choice.resume", step="resume"), scene.choice("choice.callback", act=Act.CALLBACK))
        scene.say("words.danger", choices=choices)
    elif handoff is not None:
        scene.say("words.added", when=scene.due())
    else:
        go_on(scene)
