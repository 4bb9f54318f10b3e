"""A member of staff in a conversation: taken by one only, told truthfully, handed back, lapsed; and who waits for nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from channels.rasa import Rasa
from channels.turns import Inbound, Turns
from channels.worker import care_for_live
from intake.clock import ShiftedClock
from intake.dialogue import State
from intake.live import (
    LAPSES_AFTER,
    HeldByOtherError,
    NotHeldError,
    NotLiveError,
    Saying,
    close,
    find_live,
    hand_back,
    keep,
    live_mark,
    live_talks,
    say_as_staff,
    take_over,
)
from intake.outbox import opt_out
from intake.privacy import Actor, ActorKind
from intake.requests import Item, messages_after, record_answer
from intake.runtime import Runtime
from intake.staff import add_staff, narrow
from intake.storage import ConversationRow, HandoffRow, LiveRow, OutboxRow
from lexicon.codes import AnswerStatus, Channel, MessageKind, Mode, Role, SaidBy, Sender
from tests.intake.live.talking import NUMBER, begin, turn


def at(runtime: Runtime, **later: float) -> Runtime:
    return replace(runtime, clock=ShiftedClock(runtime.clock.now() + timedelta(**later)))


def staff(runtime: Runtime, name: str = "Lucie Moreau", role: str = "secretary", antenna: str | None = None) -> Actor:
    with runtime.database.write() as session:
        login = f"{role}-{name.split()[-1].lower()}"
        made = add_staff(
            session, login=login, name=name, role=role, antenna=antenna, password="quatre chevaux bleus", now=runtime.clock.now()
        )
    return made.actor


def means(runtime: Runtime) -> dict[str, Any]:
    return {"indexer": runtime.indexer, "daily_limit": 40}


def take(runtime: Runtime, actor: Actor, conversation_id: str) -> bool:
    with runtime.database.write() as session:
        return take_over(session, actor, conversation_id, runtime.clock.now(), **means(runtime))


def give_back(runtime: Runtime, actor: Actor, conversation_id: str) -> None:
    with runtime.database.write() as session:
        hand_back(session, actor, conversation_id, runtime.clock.now(), **means(runtime))


def write(runtime: Runtime, actor: Actor, conversation_id: str, text: str, key: str = "k1", **more: bool) -> Any:
    with runtime.database.write() as session:
        return say_as_staff(session, actor, conversation_id, text, runtime.clock.now(), client_id=key, daily_limit=40, **more)


def log(runtime: Runtime, conversation_id: str) -> list[Item]:
    with runtime.database.read() as session:
        return messages_after(session, conversation_id, 0)


def texts(runtime: Runtime) -> list[str]:
    with runtime.database.read() as session:
        return [row.payload["body"] for row in session.scalars(select(OutboxRow).order_by(OutboxRow.created_at, OutboxRow.id))]


def held_by(runtime: Runtime, conversation_id: str) -> str | None:
    with runtime.database.read() as session:
        return session.get_one(ConversationRow, conversation_id).held_by


def turns(runtime: Runtime) -> Turns:
    # Nothing listens there.
    return Turns(runtime, Rasa("http://127.0.0.1:9", "http://127.0.0.1:9", "token"))


def test_taking_over_tells_the_person_who_is_there_and_hands_the_request_over(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    assert take(runtime, lucie, talk) is True
    last = log(runtime, talk)[-1]
    assert last.text.startswith("Une personne du service a rejoint la conversation : Lucie.")
    assert "Moreau" not in last.text
    assert last.public()["presence"] == "staff"
    assert held_by(runtime, talk) == lucie.id
    with runtime.database.read() as session:
        assert session.scalars(select(HandoffRow)).one().reason == "human"
    # Again: nothing is said twice.
    count = len(log(runtime, talk))
    assert take(runtime, lucie, talk) is False
    assert len(log(runtime, talk)) == count


@pytest.mark.parametrize("name", ["Mme Moreau", "Moreau", "L. Moreau", "MOREAU Lucie"])
def test_a_name_without_a_sure_first_name_is_not_said(runtime: Runtime, name: str):
    lucie, talk = staff(runtime, name), begin(runtime)
    take(runtime, lucie, talk)
    assert log(runtime, talk)[-1].text.startswith("Une personne du service a rejoint la conversation. ")
    give_back(runtime, lucie, talk)
    assert "La personne du service a quitté la conversation." in "".join(item.text for item in log(runtime, talk))


def test_two_members_cannot_hold_one_and_the_second_learns_who(runtime: Runtime):
    lucie, aline, talk = staff(runtime), staff(runtime, "Aline Petit"), begin(runtime)
    take(runtime, lucie, talk)
    with pytest.raises(HeldByOtherError, match="Lucie Moreau"):
        take(runtime, aline, talk)
    for action in (lambda: give_back(runtime, aline, talk), lambda: write(runtime, aline, talk, "bonjour")):
        with pytest.raises(NotHeldError):
            action()
    assert held_by(runtime, talk) == lucie.id


def test_a_call_is_not_taken_here(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime, Channel.VOICE)
    with pytest.raises(NotLiveError):
        take(runtime, lucie, talk)
    with pytest.raises(NotLiveError):
        take(runtime, lucie, "unknown")


def test_what_she_writes_is_kept_once_and_shown_as_hers(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    take(runtime, lucie, talk)
    assert write(runtime, lucie, talk, " Bonjour, je vous lis. ").became is Saying.SAID
    assert write(runtime, lucie, talk, "Bonjour, je vous lis.").became is Saying.SAID
    assert write(runtime, lucie, talk, " \n", "k2").became is Saying.EMPTY
    assert write(runtime, lucie, talk, "a" * 4001, "k3").became is Saying.TOO_LONG
    said = [item for item in log(runtime, talk) if item.sender is Sender.STAFF]
    assert [item.text for item in said] == ["Bonjour, je vous lis."]
    assert said[0].public()["from"] == "staff"


def test_while_held_the_assistant_is_silent_and_dangers_are_answered(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    take(runtime, lucie, talk)
    assert turns(runtime).answer(talk, Inbound("m1", "merci")) == []
    replies = turns(runtime).answer(talk, Inbound("m2", "je veux mourir"))
    assert replies[0].kind is MessageKind.SAFETY
    assert held_by(runtime, talk) == lucie.id
    assert turns(runtime).answer(talk, Inbound("m3", "vous êtes là ?")) == []


def test_handing_back_says_so_and_asks_again_where_it_was(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    before = log(runtime, talk)[-1]
    take(runtime, lucie, talk)
    give_back(runtime, lucie, talk)
    left, again = log(runtime, talk)[-2:]
    assert left.text.startswith("Lucie a quitté la conversation. L’assistant automatique reprend.")
    assert left.public()["presence"] == "assistant"
    assert before.reply is not None
    assert again.reply is not None
    assert (again.text, [c.title for c in again.reply.choices]) == (before.text, [c.title for c in before.reply.choices])
    assert held_by(runtime, talk) is None
    with pytest.raises(NotHeldError):
        give_back(runtime, lucie, talk)


def test_closing_asks_nothing_more(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    take(runtime, lucie, talk)
    with runtime.database.write() as session:
        close(session, lucie, talk, runtime.clock.now(), **means(runtime))
    last = log(runtime, talk)[-1]
    assert last.text.startswith("Lucie a terminé la conversation.")
    assert last.reply is not None
    assert last.reply.asks is None
    with runtime.database.read() as session:
        assert State.model_validate(session.get_one(ConversationRow, talk).state).mode is Mode.SENT


def test_a_member_who_is_gone_gives_the_conversation_back(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    take(runtime, lucie, talk)
    assert care_for_live(at(runtime, minutes=9)) == 0
    with runtime.database.write() as session:
        keep(session, lucie, talk, runtime.clock.now() + timedelta(minutes=9))
    assert care_for_live(at(runtime, minutes=18)) == 0
    assert care_for_live(at(runtime, minutes=19.1)) == 1
    assert care_for_live(at(runtime, minutes=19.2)) == 0
    assert held_by(runtime, talk) is None
    assert any(item.text.startswith("Lucie ne répond plus ici.") for item in log(runtime, talk))
    assert timedelta(minutes=10) == LAPSES_AFTER


def test_a_colleague_s_look_does_not_keep_it(runtime: Runtime):
    lucie, aline, talk = staff(runtime), staff(runtime, "Aline Petit"), begin(runtime)
    take(runtime, lucie, talk)
    with runtime.database.write() as session:
        keep(session, aline, talk, runtime.clock.now() + timedelta(minutes=9))
    assert care_for_live(at(runtime, minutes=10.1)) == 1


# By SMS


def test_by_sms_everything_leaves_through_the_outbox(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime, Channel.SMS)
    take(runtime, lucie, talk)
    assert write(runtime, lucie, talk, "Bonjour, quand puis-je vous appeler ?").became is Saying.SAID
    assert write(runtime, lucie, talk, "Bonjour, quand puis-je vous appeler ?").became is Saying.SAID
    give_back(runtime, lucie, talk)
    joined, said, left = texts(runtime)
    assert "a rejoint la conversation : Lucie" in joined
    assert said == "Bonjour, quand puis-je vous appeler ?"
    assert "Lucie a quitté la conversation" in left
    # The lines of the question asked again are answered by their number.
    assert "\n1 " in left


def test_a_text_that_tells_leaves_only_once_confirmed(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime, Channel.SMS)
    take(runtime, lucie, talk)
    refused = write(runtime, lucie, talk, "Votre arrêt de travail est bien arrivé.")
    assert (refused.became, refused.telling) == (Saying.TELLING, ("votre arret",))
    assert len(texts(runtime)) == 1
    assert not [item for item in log(runtime, talk) if item.sender is Sender.STAFF]
    assert write(runtime, lucie, talk, "Votre arrêt de travail est bien arrivé.", anyway=True).became is Saying.SAID
    assert len(texts(runtime)) == 2


def test_who_wants_no_texts_gets_none_and_the_member_knows(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime, Channel.SMS)
    take(runtime, lucie, talk)
    with runtime.database.write() as session:
        opt_out(session, runtime.indexer.token("phone", NUMBER), runtime.clock.now())
    assert write(runtime, lucie, talk, "Bonjour").became is Saying.NO_TEXTS
    assert not [item for item in log(runtime, talk) if item.sender is Sender.STAFF]


# The wait


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.SMS])
def test_who_waits_for_nobody_is_told_once_with_a_truthful_time(runtime: Runtime, channel: Channel):
    talk = begin(runtime, channel)
    with runtime.database.write() as session:
        row = session.get_one(ConversationRow, talk)
        value = {"field": "phone", "value": NUMBER, "words": None, "status": AnswerStatus.TOLD, "said_by": SaidBy.PERSON}
        record_answer(session, row.request_id, "m", now=runtime.clock.now(), **value)
    asked = turn(runtime, talk, "je veux parler à une personne", "human")
    assert "dans les 5 minutes, je vous le dirai" in asked.replies[0].text
    assert care_for_live(at(runtime, minutes=4)) == 0
    assert care_for_live(at(runtime, minutes=6)) == 1
    assert care_for_live(at(runtime, minutes=60)) == 0
    said = [item.text for item in log(runtime, talk) if "n’a pas pu vous répondre ici" in item.text]
    assert len(said) == 1
    with runtime.database.read() as session:
        due = session.scalars(select(HandoffRow)).one()
    assert "Une personne vous contactera" in said[0]
    assert due.due_at > runtime.clock.now()
    assert len(texts(runtime)) == (1 if channel is Channel.SMS else 0)


def test_without_a_number_no_contact_is_promised(runtime: Runtime):
    talk = begin(runtime)
    turn(runtime, talk, "une personne", "human")
    care_for_live(at(runtime, minutes=6))
    said = "".join(item.text for item in log(runtime, talk))
    assert "il n’a pas de numéro où vous joindre" in said


def test_a_time_that_has_gone_by_is_not_promised_again(runtime: Runtime):
    talk = begin(runtime)
    with runtime.database.write() as session:
        request = session.get_one(ConversationRow, talk).request_id
        value = {"field": "phone", "value": NUMBER, "words": None, "status": AnswerStatus.TOLD, "said_by": SaidBy.PERSON}
        record_answer(session, request, "m", now=runtime.clock.now(), **value)
    turn(runtime, talk, "une personne", "human")
    care_for_live(at(runtime, days=4))
    assert any("il est en retard pour vous contacter" in item.text for item in log(runtime, talk))


def test_outside_of_opening_hours_nothing_is_announced(runtime: Runtime):
    night = at(runtime, hours=11)
    talk = begin(night)
    asked = turn(night, talk, "une personne", "human")
    assert "minutes" not in asked.replies[0].text
    assert care_for_live(at(night, minutes=30)) == 0


def test_who_is_answered_is_not_told_that_nobody_could(runtime: Runtime):
    lucie, talk = staff(runtime), begin(runtime)
    turn(runtime, talk, "une personne", "human")
    take(runtime, lucie, talk)
    with runtime.database.write() as session:
        session.get_one(LiveRow, talk).seen_at = runtime.clock.now() + timedelta(minutes=6)
    assert care_for_live(at(runtime, minutes=6)) == 0
    assert not any("n’a pas pu vous répondre" in item.text for item in log(runtime, talk))


# The list


def test_the_list_holds_who_is_there_and_who_waits_comes_first(runtime: Runtime):
    lucie = staff(runtime)
    first, second = begin(runtime, seed=1), begin(at(runtime, minutes=-2), Channel.SMS, seed=2)
    begin(at(runtime, minutes=-45), seed=3)
    begin(runtime, Channel.VOICE, seed=4)
    turn(at(runtime, minutes=-1), second, "une personne", "human")
    with runtime.database.write() as session:
        before = live_mark(session, lucie, runtime.clock.now())
        found = live_talks(session, lucie, runtime.clock.now())
    assert [talk.id for talk in found] == [second, first]
    assert (found[0].wants is not None, found[0].handoff_id is not None, found[1].handoff_id) == (True, True, None)
    take(runtime, lucie, second)
    with runtime.database.write() as session:
        assert live_mark(session, lucie, runtime.clock.now()) != before
        assert live_talks(session, lucie, runtime.clock.now())[1].holder == "Lucie Moreau"


@pytest.mark.parametrize(
    ("role", "antenna", "sees"),
    [
        (Role.SECRETARY, None, True),
        (Role.SOCIAL_WORKER, "nantes", True),
        (Role.SOCIAL_WORKER, "angers", False),
        (Role.MANAGER, "nantes", None),
    ],
)
@pytest.mark.parametrize("handed", [True, False])
def test_who_may_take_is_who_sees_the_file(runtime: Runtime, role: Role, antenna: str | None, sees: bool | None, handed: bool):
    talk, actor = begin(runtime), Actor(ActorKind.STAFF, "x", role, antenna)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        request = session.get_one(ConversationRow, talk).request_id
        value = {"field": "postal_code", "value": "44000", "words": None, "status": AnswerStatus.TOLD, "said_by": SaidBy.PERSON}
        record_answer(session, request, "m", now=now, **value)
    if handed:
        turn(runtime, talk, "une personne", "human")
    with runtime.database.write() as session:
        found = find_live(narrow(session, actor), actor, talk) is not None
    # A manager's page does not offer it; before the hand-off nothing of it exists for her.
    assert found is (sees if sees is not None else handed)
