"""Plays a person through the public API: she knows her own story and answers what she is asked."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

HERE = Path(__file__).parent

# What nobody may hear from the assistant: that she is turned away.
REFUSAL = re.compile(
    r"pas (?:concern|éligible|pour nous|de notre ressort|recevable)|ne relev|hors (?:des axes|du champ|périmètre)|refus[ée]|"
    r"ne pouvons pas (?:vous aider|traiter)|inéligible|n’avez pas droit",
    re.IGNORECASE,
)
MOST_TURNS = 60


@dataclass
class Person:
    """One invented person, as written in a YAML file of this folder."""

    name: str
    opening: str
    answers: dict[str, list[str]]
    summary: list[str]
    expect: dict[str, Any]
    most_questions: int | None = None

    @classmethod
    def load(cls, path: Path) -> Person:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        answers = {code: [str(a) for a in (given if isinstance(given, list) else [given])] for code, given in raw["answers"].items()}
        return cls(raw["name"], raw["opening"], answers, list(raw.get("summary", ["oui"])), raw["expect"], raw.get("most_questions"))


def everyone() -> list[Path]:
    return sorted(HERE.glob("*.yml"))


@dataclass
class Played:
    """What happened."""

    conversation_id: str
    token: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    # Both voices in order, shown when a test fails.
    script: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    reference: str | None = None

    @property
    def texts(self) -> str:
        return "\n".join(reply["text"] for reply in self.heard)


class Conversation:
    """A program's access to one conversation."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.client = httpx.Client(base_url=base, timeout=30)
        opened = self.client.post("/api/conversations", json={"channel": "web", "locale": "fr"})
        assert opened.status_code == 201, opened.text
        body = opened.json()
        self.id, self.token = body["conversation_id"], body["token"]
        self.replies: list[dict[str, Any]] = body["replies"]
        self.client.cookies.clear()
        self.client.headers["Authorization"] = f"Bearer {self.token}"

    def close(self) -> None:
        self.client.close()

    def __enter__(self) -> Conversation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def say(self, text: str) -> list[dict[str, Any]]:
        return self._post({"text": text})

    def choose(self, title: str) -> list[dict[str, Any]]:
        choice = next(c for reply in reversed(self.replies) for c in reply["choices"] if c["title"] == title)
        return self._post({"choice": choice["id"]})

    def _post(self, what: dict[str, str]) -> list[dict[str, Any]]:
        answer = self.client.post(f"/api/conversations/{self.id}/messages", json={**what, "client_message_id": str(uuid.uuid4())})
        assert answer.status_code == 200, answer.text
        self.replies = answer.json()["replies"]
        return self.replies


def play(base: str, person: Person) -> Played:
    """Play the person to her hand-off; fails when she is asked what she cannot know or loops."""
    with Conversation(base) as talk:
        return _play(talk, person)


def _play(talk: Conversation, person: Person) -> Played:
    played = Played(talk.id, talk.token)
    left = {code: list(given) for code, given in person.answers.items()}
    summaries = list(person.summary)
    replies = talk.replies
    played.heard += replies
    say = person.opening
    for _ in range(MOST_TURNS):
        replies = talk.say(say)
        assert replies, f"{person.name}: nothing was said after « {say} »"
        played.heard += replies
        played.script += [f"> {say}", *(f"  < [{reply['kind']}, {reply['asks']}] {reply['text']}" for reply in replies)]
        for reply in replies:
            if reply["asks"]:
                played.asked.append(reply["asks"])
            if "handoff" in reply:
                played.reference = reply["handoff"]["reference"]
        last = replies[-1]
        if played.reference and not any(reply["asks"] for reply in replies):
            return played
        asks = next((reply["asks"] for reply in reversed(replies) if reply["asks"]), None)
        if asks:
            assert asks in left, f"{person.name} is asked {asks}: « {last['text']} »"
            say = left[asks].pop(0) if len(left[asks]) > 1 else left[asks][0]
        else:
            say = summaries.pop(0) if len(summaries) > 1 else summaries[0]
    raise AssertionError(f"{person.name} is still talking after {MOST_TURNS} turns: {played.asked}")
