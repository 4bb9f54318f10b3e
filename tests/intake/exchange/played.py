"""The invented people of tests/people, played against the dialogue without any process: each ends as a hand-off."""

from __future__ import annotations

from pathlib import Path

import yaml

from intake.draft import DangerHeard
from intake.requests import HandoverReason, existing_handoff, hand_over
from intake.runtime import Runtime
from lexicon.codes import Act, DangerKind
from tests.intake.dialogue.talk import Talk

PEOPLE = sorted((Path(__file__).parents[2] / "people").glob("*.yml"))
_MOST_TURNS = 40


def played(runtime: Runtime, path: Path) -> str:
    """The id of the person's hand-off. What Rasa would have understood of the opening is told; whoever is still talking is handed over."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    expect = told["expect"]
    talk = Talk(runtime)
    danger = DangerHeard(kind=DangerKind(expect["danger"]), words=told["opening"].strip()[-40:]) if "danger" in expect else None
    talk.say(told["opening"].strip(), Act.TELL_SITUATION, *expect.get("topics", []), danger=danger)
    left = {code: [str(one) for one in (given if isinstance(given, list) else [given])] for code, given in told["answers"].items()}
    for _ in range(_MOST_TURNS):
        given = left.get(talk.asks or "")
        if not given:
            break
        talk.say(given.pop(0) if len(given) > 1 else given[0])
    with runtime.database.write() as session:
        row = existing_handoff(session, talk.request_id)
        if row is None:
            row = hand_over(session, talk.request_id, reason=HandoverReason.SENT, now=runtime.clock.now(), indexer=runtime.indexer)
        return row.id
