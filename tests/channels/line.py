"""The public process without a network: posts signed as the carrier signs, and a dialogue engine told what it understands."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from channels.app import create_app
from channels.rasa import WHOLE_CHOICE, Rasa
from channels.telephone.calls import Telephone
from channels.texts.conversations import Texts
from channels.turns import Turns
from intake.clock import ShiftedClock
from intake.dialogue import State, Turn, answer_turn
from intake.draft import DangerHeard, Draft, TopicHeard
from intake.privacy import Indexer, KeyRing, unlock
from intake.requests import Choice, load_draft, seed_reference_data
from intake.runtime import Runtime
from intake.settings import Settings
from intake.storage import Base, CallRow, ConversationRow, Database, HandoffRow, MessageRow, OutboxRow, TextThreadRow
from lexicon.codes import Act, Channel
from tests.conftest import NOW, make_settings
from tests.intake.dialogue.talk import _WORDS_OF_MODE
from tests.phone.rules import Leg, read
from tests.phone.signing import Form, signature
from tests.phone.spoken import plain

TOKEN = "0" * 31 + "7"
SERVICE = "+33261911000"
CALLER = "+33639980001"
# Where the process listens behind its proxy: never what the carrier called.
BEHIND = "http://inside:9999"
_sids = itertools.count(1)
# A browser test may have left its event loop running in this thread.
_APART = ThreadPoolExecutor(8, thread_name_prefix="line")


def new_sid(prefix: str = "CA") -> str:
    """An identifier as the carrier gives them."""
    return f"{prefix}{next(_sids):032x}"


def line_settings(var: Path, **more: object) -> Settings:
    """Settings whose dialogue engine is nowhere, so that no other process of this machine is ever asked."""
    return make_settings(var, **{"TWILIO_AUTH_TOKEN": TOKEN, "rasa_port": 9, "actions_port": 9, **more})


class MovableClock(ShiftedClock):
    """A clock that a test moves; it ticks in between."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._moved = timedelta()

    def now(self) -> datetime:
        return super().now() + self._moved

    def today(self) -> Any:
        return super().today() if not self._moved else ShiftedClock(self.now()).today()

    def move(self, **parts: float) -> None:
        self._moved += timedelta(**parts)


@contextmanager
def running(var: Path, now: datetime = NOW, **more: object) -> Iterator[Runtime]:
    """A runtime of its own, with its own database and a clock that can be moved."""
    settings = line_settings(var, **more)
    unlock(KeyRing(settings.keys))
    database = Database(settings.database)
    Base.metadata.create_all(database.engine)
    runtime = Runtime(settings, MovableClock(now), Indexer(settings.index), database)
    with database.write() as session:
        seed_reference_data(session, now=now, region=settings.sample_region)
    yield runtime
    database.close()


class Engine:
    """Stands for Rasa alone: what it understands of a text is told; moves, tables and sentences are the real ones."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self.down = False
        self.asked = 0
        self._meanings: dict[str, tuple[Act, tuple[str, ...]]] = {}

    def means(self, text: str, act: Act, *topics: str) -> None:
        self._meanings[text] = (act, topics)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.down:
            return httpx.Response(503)
        body = json.loads(request.content)
        choice = _choice(body["choice"])
        act, topics = self._meanings.get(body["text"] or "", (Act.INFORM, ()))
        act = choice.act if choice is not None and choice.act else act
        turn = Turn(
            conversation_id=body["conversation_id"],
            message_id=body["message_id"],
            text=body["text"] or "",
            choice=choice,
            act=act,
            topics=tuple(TopicHeard(code=code, words=(body["text"] or "")[:40]) for code in topics),
            danger=_danger(body["danger"]),
            channel=Channel(body["channel"]),
            state=State.model_validate(body["state"]),
        )
        with self._runtime.database.write() as session:
            move = "danger" if turn.danger else self._move(turn)
            wait = self._runtime.settings.person_wait_minutes
            answered = answer_turn(session, turn, move, now=self._runtime.clock.now(), indexer=self._runtime.indexer, person_wait=wait)
        messages = [reply.model_dump(mode="json") for reply in answered.replies]
        return httpx.Response(200, json={"messages": messages, "state": answered.state.model_dump(mode="json")})

    @staticmethod
    def _move(turn: Turn) -> str:
        """What Rasa's rules choose."""
        if turn.act in _WORDS_OF_MODE:
            return "take_answer" if turn.state.mode in ("intake", "human") else "add_words"
        return "not_understood" if turn.act is Act.GIBBERISH else turn.act.value


def _choice(given: dict[str, Any] | None) -> Choice | None:
    if not given:
        return None
    if given.get("field") == WHOLE_CHOICE:
        return Choice.model_validate(given["value"])
    return Choice(title="", act=Act(given["act"]))


def _danger(given: dict[str, Any] | None) -> DangerHeard | None:
    return None if not given else DangerHeard(kind=given["kind"], words=given["words"], now=bool(given.get("now")))


class Line:
    """The public process, its carrier and its engine."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.engine = Engine(runtime)
        self.app = self._app(runtime)

    def _app(self, runtime: Runtime) -> FastAPI:
        app = create_app(runtime)
        made = app.state.context
        rasa = Rasa("http://engine", "http://actions", "token", httpx.Client(transport=httpx.MockTransport(self.engine)))
        turns = Turns(runtime, rasa)
        app.state.context = replace(made, rasa=rasa, turns=turns, telephone=Telephone(runtime, turns), texts=Texts(runtime, turns))
        return app

    @property
    def base(self) -> str:
        return self.runtime.settings.base_url

    def post(
        self, where: str, form: Form | dict[str, str], *, signed: str | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Post a form to a path with its query, signed over the public address, or with the signature given."""
        fields = list(form.items()) if isinstance(form, dict) else form
        sign = signature(TOKEN, self.base + where, fields) if signed is None else signed
        return self.raw(where, urlencode(fields).encode(), {"X-Twilio-Signature": sign, **(headers or {})})

    def raw(self, where: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        return self.request("POST", where, content=body, headers={"Content-Type": "application/x-www-form-urlencoded", **headers})

    def request(self, method: str, where: str, **more: Any) -> httpx.Response:
        """One request as it reaches the process behind its proxy; an exception becomes a 500, as it would there."""
        return _APART.submit(asyncio.run, self._request(method, where, more)).result()

    async def _request(self, method: str, where: str, more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BEHIND) as client:
            return await client.request(method, where, **more)

    # What is stored.

    def dump(self) -> dict[str, list[tuple[str, ...]]]:
        """Every row of every table, to compare."""
        with self.runtime.database.read() as session:
            return {
                table.name: sorted(tuple(map(repr, row)) for row in session.execute(select(table))) for table in Base.metadata.sorted_tables
            }

    def count(self, table: type[Base]) -> int:
        with self.runtime.database.read() as session:
            return len(session.scalars(select(table)).all())

    def state(self, conversation_id: str) -> State:
        with self.runtime.database.read() as session:
            return State.model_validate(session.get_one(ConversationRow, conversation_id).state)

    def draft(self, conversation_id: str) -> Draft:
        with self.runtime.database.read() as session:
            return load_draft(session, session.get_one(ConversationRow, conversation_id).request_id)

    def handoffs(self) -> list[HandoffRow]:
        with self.runtime.database.read() as session:
            return list(session.scalars(select(HandoffRow).order_by(HandoffRow.created_at)))

    def messages(self, conversation_id: str, sender: str = "person") -> list[MessageRow]:
        query = select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.sender == sender)
        with self.runtime.database.read() as session:
            return list(session.scalars(query.order_by(MessageRow.seq)))

    def outbox(self) -> list[str]:
        """The bodies of the texts, in order; empty for one that was cancelled."""
        with self.runtime.database.read() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.created_at, OutboxRow.id))
            return [str(row.payload.get("body", "")) for row in rows]

    # What people do.

    def call(self, number: str = CALLER) -> Call:
        call = Call(self, number)
        call.begin()
        return call

    def write(self, body: str, number: str = CALLER, sid: str | None = None, **more: str) -> httpx.Response:
        form = {"MessageSid": sid or new_sid("SM"), "From": number, "To": SERVICE, "Body": body, "NumMedia": "0", **more}
        return self.post("/twilio/sms", form)

    def thread_of(self, number: str = CALLER) -> str:
        """The conversation that a number has by text."""
        token = self.runtime.indexer.token("phone", number)
        with self.runtime.database.read() as session:
            return session.get_one(TextThreadRow, token).conversation_id


@dataclass
class Heard:
    """One answer of the service to a call."""

    body: str
    asks: str | None
    root: ET.Element

    @property
    def said(self) -> str:
        return "\n".join(plain(say) for say in self.root.iter("Say"))

    @property
    def verbs(self) -> list[str]:
        return [verb.tag for verb in self.root]

    @property
    def action(self) -> str:
        found = next(verb for verb in self.root.iter() if verb.tag in ("Gather", "Dial", "Redirect"))
        return (found.get("action") or found.text or "").strip()

    @property
    def dials(self) -> str | None:
        number = self.root.find("Dial/Number")
        return None if number is None else (number.text or "").strip()

    @property
    def whisper(self) -> str:
        number = self.root.find("Dial/Number")
        assert number is not None
        return number.get("url", "")

    def gather(self, name: str) -> str | None:
        found = self.root.find("Gather")
        assert found is not None, self.body
        return found.get(name)


def heard(response: httpx.Response, leg: Leg = Leg.CALLER) -> Heard:
    """What an answer says; raises when the carrier would refuse it."""
    assert response.status_code == 200, response.text
    assert "xml" in response.headers["content-type"]
    return Heard(response.text, response.headers.get("X-Seuil-Asks"), read(response.text, leg))


class Call:
    """A call, post by post: `now` is the last answer, `posted` what was posted last."""

    def __init__(self, line: Line, number: str, sid: str | None = None) -> None:
        self.line = line
        self.number = number
        self.sid = sid or new_sid()
        self.posted: tuple[str, Form] = ("", [])

    def form(self, status: str = "in-progress", fields: Iterable[tuple[str, str]] = ()) -> Form:
        own = [("CallSid", self.sid), ("From", self.number), ("To", SERVICE), ("CallStatus", status), ("CallerCity", "")]
        return [*own, ("Direction", "inbound"), *fields]

    def begin(self) -> Heard:
        self.posted = ("/twilio/voice", self.form("ringing"))
        return self._post()

    def speak(self, text: str) -> Heard:
        return self._turn(("SpeechResult", text), ("Confidence", "0.9"))

    def type(self, keys: str) -> Heard:
        return self._turn(("Digits", keys), ("FinishedOnKey", ""), ("msg", "Gather End"))

    def stay_silent(self) -> Heard:
        return self._turn(("Digits", ""), ("FinishedOnKey", ""), ("msg", "Gather End"))

    def dialled(self, status: str, bridged: str | None = None) -> Heard:
        more = [] if bridged is None else [("DialBridged", bridged)]
        return self._turn(("DialCallStatus", status), ("DialCallSid", new_sid()), *more)

    def again(self) -> Heard:
        return self._post()

    def hang_up(self, status: str = "completed") -> httpx.Response:
        response = self.line.post("/twilio/voice/status", self.form(status, [("CallDuration", "42")]))
        assert response.status_code == 204, response.text
        return response

    def _turn(self, *fields: tuple[str, str]) -> Heard:
        self.posted = (self.now.action, self.form(fields=fields))
        return self._post()

    def _post(self) -> Heard:
        self.now = heard(self.line.post(*self.posted))
        return self.now

    @property
    def conversation_id(self) -> str:
        with self.line.runtime.database.read() as session:
            found = session.scalar(select(CallRow.conversation_id).where(CallRow.sid == self.sid))
        assert found is not None
        return found

    @property
    def state(self) -> State:
        return self.line.state(self.conversation_id)

    @property
    def draft(self) -> Draft:
        return self.line.draft(self.conversation_id)


@contextmanager
def no_database(line: Line) -> Iterator[None]:
    """The file is gone for a while, and nothing can be made in its place."""
    runtime = line.runtime
    runtime.database.close()
    path = Path(runtime.database.url.removeprefix("sqlite:///"))
    hidden = path.parent.with_name(f"{path.parent.name}-away")
    path.parent.rename(hidden)
    try:
        yield
    finally:
        runtime.database.close()
        hidden.rename(path.parent)
