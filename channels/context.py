"""What every route of the public process is handed."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from channels.rasa import Rasa
from channels.service_line import ServiceLine
from channels.sessions import Sessions
from channels.telephone.calls import Telephone
from channels.telephone.whispering import Whisper
from channels.texts.conversations import Texts
from channels.turns import Turns
from intake.runtime import Runtime


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
    poll_seconds: float = 0.7

    @property
    def base_url(self) -> str:
        """The public address, without a trailing slash."""
        return self.runtime.settings.base_url


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
    )


def context(request: Request) -> Context:
    """Dependency: this process's parts."""
    found: Context = request.app.state.context
    return found
