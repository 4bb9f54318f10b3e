"""A secretary in a conversation by SMS: the person gets her words as texts, and the assistant's lines again afterwards."""

from __future__ import annotations

from typing import Any

from channels.texts.wording import plain_signs
from intake.live import Saying, hand_back, say_as_staff, take_over
from intake.privacy import Actor
from intake.staff import add_staff
from tests.channels.line import Line

STORY = "je suis en arrêt depuis six mois et mon employeur veut me licencier"


def lucie(line: Line) -> Actor:
    now = line.runtime.clock.now()
    with line.runtime.database.write() as session:
        made = add_staff(
            session, login="lucie", name="Lucie Moreau", role="secretary", antenna=None, password="quatre chevaux bleus", now=now
        )
    return made.actor


def means(line: Line) -> dict[str, Any]:
    return {"indexer": line.runtime.indexer, "daily_limit": 40}


def test_a_conversation_by_text_goes_to_the_secretary_and_back(line: Line):
    line.write(STORY)
    who, talk, now = lucie(line), line.thread_of(), line.runtime.clock.now
    asked = line.outbox()[-1]
    with line.runtime.database.write() as session:
        take_over(session, who, talk, now(), **means(line))
    assert "a rejoint la conversation : Lucie" in line.outbox()[-1]
    with line.runtime.database.write() as session:
        said = say_as_staff(session, who, talk, "Bonjour. Quand puis-je vous appeler ?", now(), client_id="k1", daily_limit=40)
    assert said.became is Saying.SAID
    assert line.outbox()[-1] == "Bonjour. Quand puis-je vous appeler ?"
    sent = len(line.outbox())
    line.write("demain matin")
    line.write("1")
    assert len(line.outbox()) == sent, "the assistant is silent, even to a figure"
    with line.runtime.database.write() as session:
        hand_back(session, who, talk, now(), **means(line))
    # The carrier is given its plain signs when it leaves.
    back = plain_signs(line.outbox()[-1])
    assert "Lucie a quitté la conversation" in back
    first = next(part for part in asked.splitlines() if part.startswith("1 "))
    assert first in back.splitlines()
    state = line.state(talk)
    line.write("1")
    assert line.state(talk) != state, "the figure stands for the line again"


def test_staff_who_come_during_a_turn_are_not_spoken_over(line: Line):
    line.write(STORY)
    who, talk, now = lucie(line), line.thread_of(), line.runtime.clock.now
    turns = line.app.state.context.turns
    asked = turns._ask_rasa

    def while_taken(*given: Any) -> Any:
        with line.runtime.database.write() as session:
            take_over(session, who, talk, now(), **means(line))
        return asked(*given)

    turns._ask_rasa = while_taken
    before = len(line.messages(talk, "assistant"))
    line.write("je ne sais pas quoi faire")
    assert [row.text[:40] for row in line.messages(talk, "assistant")[before:]] == ["Une personne du service a rejoint la con"]
