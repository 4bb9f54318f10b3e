"""What is said before and around the dialogue itself: the notice, apologies, the callback form."""

from __future__ import annotations

from datetime import date

from intake.clock import in_words
from intake.convention import Convention
from intake.dialogue.state import Asked, Memory, Stage, State
from intake.dialogue.turn import Answered
from intake.dialogue.wording import say
from intake.requests import Choice, Reply, reference_in_pairs
from intake.storage import HandoffRow
from lexicon.codes import Act, Channel, MessageKind, Mode


def open_dialogue(convention: Convention, channel: Channel) -> Answered:
    """The notice and the first question; needs neither Rasa nor a draft."""
    field = convention.field("narrative")
    human = Choice(title=say(convention, "choice.human", channel, False), act=Act.HUMAN)
    have_code = Choice(title=say(convention, "choice.have_code", channel, False), step="have_code", secondary=True)
    replies = (
        Reply(text=say(convention, "notice.opening", channel, False), kind=MessageKind.NOTICE),
        Reply(
            text=say(convention, "ask.narrative", channel, False),
            kind=MessageKind.QUESTION,
            asks="narrative",
            control=field.kind.value,
            choices=(human, have_code),
        ),
    )
    asked = Asked(field="narrative", kind=field.kind.value)
    return Answered(replies=replies, state=State(mode=Mode.INTAKE, asked=asked, memory=Memory(stage=Stage.OPENING)))


def apology(convention: Convention, channel: Channel, *, phone: str) -> tuple[Reply, ...]:
    """What is said when the dialogue engine could not answer."""
    return (Reply(text=say(convention, "apology", channel, False, phone=phone), kind=MessageKind.NOTICE),)


def callback_received(convention: Convention, handoff: HandoffRow, today: date) -> str:
    """What the callback form says once the request is passed on."""
    when = in_words(handoff.due_at, today)
    return say(convention, "callback.done", Channel.WEB, False, reference=reference_in_pairs(handoff.reference), when=when)
