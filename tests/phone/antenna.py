"""The antenna's telephone: what becomes of it when the service dials it in the middle of a call."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from tests.phone.rules import Leg, read
from tests.phone.signing import Form
from tests.phone.spoken import plain
from tests.phone.whitelist import WrongTwimlError
from tests.phone.wire import Wire, new_sid

_MOST_DOCUMENTS = 8


class Outcome(Enum):
    """How it ends, by the words of the carrier where it has one."""

    TAKEN = "taken"
    MACHINE = "machine"
    DECLINED = "declined"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"

    @property
    def lifted(self) -> bool:
        """True when somebody, or an answering machine, picked up."""
        return self in (Outcome.TAKEN, Outcome.MACHINE, Outcome.DECLINED)


class Antenna:
    """Scripted: it does the same at each call. A subclass may ask somebody instead."""

    def __init__(self, outcome: Outcome = Outcome.NO_ANSWER, *, seconds: float = 180) -> None:
        self.outcome = outcome
        # How long the conversation lasts once the two are put through.
        self.seconds = seconds

    def ring(self, number: str) -> Outcome:
        """What happens when the telephone of this number rings."""
        return self.outcome

    def key(self, heard: str) -> str:
        """The key pressed after the whisper; an answering machine presses none."""
        return {Outcome.TAKEN: "1", Outcome.DECLINED: "2"}.get(self.outcome, "")


@dataclass
class Dialled:
    """One call to an antenna."""

    number: str
    caller_id: str | None
    outcome: Outcome
    # What was whispered to whoever picked up, and the key that was pressed.
    whispered: list[str] = field(default_factory=list)
    pressed: str = ""
    bridged: bool = False
    sid: str = field(default_factory=lambda: new_sid("CA"))


def whisper(wire: Wire, url: str, form: Form, dialled: Dialled, press: Callable[[str], str]) -> None:
    """Play the whisper to the antenna and note what it did; the end of a document, without hanging up, puts the two through."""
    keys: Form = []
    for _ in range(_MOST_DOCUMENTS):
        answer = wire.document(url, form + keys)
        keys, here = [], url
        following = _play(read(answer.body, Leg.CALLED), dialled, press)
        if following is _HUNG_UP:
            return
        if following is None:
            # The end of the document.
            if not dialled.pressed:
                raise WrongTwimlError(f"the antenna pressed no key and is put through, a machine would be too: {answer.body}")
            dialled.bridged = True
            return
        reference, keys = following
        url = wire.url(reference, here)
    raise WrongTwimlError(f"the whisper goes round in circles at {url}")


_Following = tuple[str, Form]
_HUNG_UP: _Following = ("", [])


def _play(document: ET.Element, dialled: Dialled, press: Callable[[str], str]) -> _Following | None:
    """The next address with what is posted there, `_HUNG_UP`, or None at the end."""
    for verb in document:
        if verb.tag == "Say":
            dialled.whispered.append(plain(verb))
        elif verb.tag == "Hangup":
            return _HUNG_UP
        elif verb.tag == "Redirect":
            return verb.text or "", []
        elif verb.tag == "Gather":
            dialled.whispered += [plain(say) for say in verb.iter("Say")]
            key = press(" ".join(dialled.whispered))
            if key:
                dialled.pressed += key
                return verb.get("action", ""), [("Digits", key), ("FinishedOnKey", ""), ("msg", "Gather End")]
            if verb.get("actionOnEmptyResult") == "true":
                return verb.get("action", ""), [("Digits", ""), ("FinishedOnKey", ""), ("msg", "Gather End")]
    return None
