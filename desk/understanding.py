"""What the assistant's understanding hears in an invented sentence, asked of the dialogue engine; it keeps nothing."""

from __future__ import annotations

import logging

import httpx
from pydantic import BaseModel, ValidationError

from intake.settings import Settings

_log = logging.getLogger("seuil.desk")
# It writes addresses down, and Rasa wants its token in one.
logging.getLogger("httpx").setLevel(logging.WARNING)

# An administrator waits no longer than that for a try.
_SECONDS = 3.0


class _Topic(BaseModel):
    code: str


class _Heard(BaseModel):
    topics: list[_Topic] = []
    danger: dict[str, object] | None = None


def heard_topics(settings: Settings, text: str) -> tuple[tuple[str, ...], bool] | None:
    """The codes of the topics heard, and whether a danger is; None while the engine does not answer."""
    address = f"http://{settings.host}:{settings.rasa_port}/model/parse"
    try:
        with httpx.Client(timeout=_SECONDS, trust_env=False) as client:
            answer = client.post(address, params={"token": settings.internal}, json={"text": text})
            answer.raise_for_status()
            heard = _Heard.model_validate_json(answer.content)
    except (httpx.HTTPError, ValidationError):
        _log.warning("the dialogue engine does not answer on SEUIL_RASA_PORT: a sentence was tried without its topics")
        return None
    return tuple(topic.code for topic in heard.topics), heard.danger is not None
