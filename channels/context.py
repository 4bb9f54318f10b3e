"""What every route of the public process is handed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace

from fastapi import Request

from channels.rasa import Rasa
from channels.service_line import ServiceLine
from channels.sessions import Sessions
from channels.telephone.calls import Telephone
from channels.telephone.whispering import Whisper
from channels.texts.conversations import Texts
from channels.turns import Turns
from intake.rehearsing import Pass, Passes, Rehearsal, Room
from intake.runtime import Runtime
from intake.storage import DatabaseDownError

# The browser's pass to a rehearsal.
REHEARSAL_COOKIE = "seuil_repetition"
_MOST_REHEARSALS = 8


class RehearsalOverError(Exception):
    """The time of a rehearsal is over: nothing goes on unsaid, on the real page."""


@dataclass(frozen=True)
class Context:
    """The running parts of this process."""

    runtime: Runtime
    rasa: Rasa
    turns: Turns
    sessions: Sessions
    line: ServiceLine
    telephone: Telephone
    whisper: Whisper
    texts: Texts
    room: Room
    passes: Passes
    poll_seconds: float = 0.7
    _rehearsals: OrderedDict[Pass, Context] = field(default_factory=OrderedDict)

    @property
    def base_url(self) -> str:
        """The public address, without a trailing slash."""
        return self.runtime.settings.base_url

    def rehearsing(self, given: Pass) -> tuple[Context, Rehearsal]:
        """The same parts on the tables of a rehearsal. Raises RehearsalOverError, DatabaseDownError."""
        found = self.room.find(given.version) if given.valid else None
        if found is None or int(found.opened.timestamp()) != given.opened:
            raise RehearsalOverError
        known = self._rehearsals.get(given)
        if known is None:
            runtime = found.runtime
            turns = Turns(runtime, self.rasa)
            known = self._rehearsals[given] = replace(
                self,
                runtime=runtime,
                turns=turns,
                line=ServiceLine(runtime.database),
                telephone=Telephone(runtime, turns),
                whisper=Whisper(runtime),
                texts=Texts(runtime, turns),
            )
            while len(self._rehearsals) > _MOST_REHEARSALS:
                self._rehearsals.popitem(last=False)
        return known, found


def make_context(runtime: Runtime) -> Context:
    """The parts for one process."""
    settings = runtime.settings
    host = f"http://{settings.host}"
    rasa = Rasa(f"{host}:{settings.rasa_port}", f"{host}:{settings.actions_port}", settings.internal)
    # In production a missing key stops the start, not the first call.
    _ = settings.twilio_token
    turns = Turns(runtime, rasa)
    return Context(
        runtime=runtime,
        rasa=rasa,
        turns=turns,
        sessions=Sessions(settings),
        line=ServiceLine(runtime.database),
        telephone=Telephone(runtime, turns),
        whisper=Whisper(runtime),
        texts=Texts(runtime, turns),
        room=Room(runtime),
        passes=Passes(settings),
    )


def real_context(request: Request) -> Context:
    """Dependency: this process's parts, for what a rehearsal does not change."""
    found: Context = request.app.state.context
    return found


def context(request: Request) -> Context:
    """Dependency: this process's parts; those of a rehearsal for who holds a pass to one, told in `request.state.rehearsal`."""
    real = real_context(request)
    token = request.cookies.get(REHEARSAL_COOKIE, "")
    given = real.passes.pass_in(token, real.runtime.clock.now()) if token else None
    # A page that tells of an error asks again.
    if given is None or getattr(request.state, "rehearsal_failed", False):
        return real
    try:
        found, request.state.rehearsal = real.rehearsing(given)
    except (RehearsalOverError, DatabaseDownError):
        request.state.rehearsal_failed = True
        raise
    return found
