"""What texts do beside the questions: the same text twice, photographs, STOP, news from the carrier, discretion."""

from __future__ import annotations

import re
import time
from itertools import count

import pytest

from tests.phone.conftest import Line
from tests.phone.texting import Mobile

pytestmark = pytest.mark.slow

STORY = "Bonjour je suis caissière en CDI, en arrêt de travail depuis le 12 mars, mon directeur veut me licencier"
# A telephone may be read by others: nothing of illness, work or money in what is sent.
PRIVATE = re.compile(
    r"\barr[êe]t|licenc|maladie|malade|h[ôo]pital|\bsoins?\b|handicap|invalidit|emploi|caissi[èe]re|loyer|dette|12 mars", re.IGNORECASE
)
_NUMBERS = count(6000)


@pytest.fixture
def mobile(line: Line) -> Mobile:
    """A number that nobody has written from yet."""
    return Mobile(line.wire, line.carrier, f"+3363998{next(_NUMBERS)}")


def settled(mobile: Mobile, seconds: float = 8) -> list[str]:
    """What was received once nothing more can be on its way."""
    time.sleep(seconds)
    return mobile.read


def test_one_text_answers_one_text_and_the_same_again_changes_nothing(mobile: Mobile):
    first = mobile.write(STORY)
    assert len(first.replies) == 1, mobile.script
    mobile.repeat_last_request()
    mobile.repeat_last_request()
    assert len(settled(mobile)) == 1
    assert len(mobile.write("oui").replies) == 1, mobile.script


def test_replies_come_from_the_number_that_was_written_to(mobile: Mobile):
    exchange = mobile.write(STORY)
    assert [text.sender for text in exchange.replies] == [mobile.to]
    assert all(text.status_callback for text in exchange.replies)


def test_a_photograph_is_declined_and_its_words_are_read(mobile: Mobile):
    alone = mobile.write("", media=["https://api.twilio.com/2010-04-01/Media/ME1"])
    assert "photo" in alone.replies[0].body, mobile.script
    joined = mobile.write(STORY, media=["https://api.twilio.com/2010-04-01/Media/ME2"])
    assert "photo" in joined.replies[0].body, mobile.script
    assert mobile.write("oui").asks == "phone", mobile.script


@pytest.mark.parametrize("word", ["STOP", "stop", "Stop."])
def test_stop_as_the_only_word_stops(mobile: Mobile, word: str):
    mobile.write(STORY)
    received = len(mobile.read)
    mobile.write(word, answered=False)
    mobile.write("oui", answered=False)
    assert len(settled(mobile)) == received, mobile.script


@pytest.mark.parametrize(
    "text", ["arrêt de travail depuis mars, je veux garder mon emploi", "je veux que ça stop, mon arrêt est trop long"]
)
def test_stop_inside_a_sentence_stops_nothing(mobile: Mobile, text: str):
    assert mobile.write(text).replies, mobile.script
    assert mobile.write("oui").replies, mobile.script


def test_danger_is_answered_by_text(line: Line, mobile: Mobile):
    exchange = mobile.write("jen peux plus je vais avaler tous mes cachets ce soir")
    assert "3114" in exchange.replies[0].body.replace(" ", ""), mobile.script
    found = line.desk.get("/api/v1/handoffs", params={"message_sid": exchange.sid}).json()["items"]
    assert [handoff["urgent"] for handoff in found] == [True]


def test_news_from_the_carrier_may_come_in_any_order(line: Line, mobile: Mobile):
    text = mobile.write(STORY).replies[0]
    for status in ("delivered", "sent", "queued", "delivered"):
        line.carrier.report(line.wire, text, status)
    assert mobile.write("oui").replies


def test_nothing_private_is_sent(mobile: Mobile):
    for text in (STORY, "oui", "oui", "oui", "44000", "la cpam"):
        mobile.write(text)
    for body in mobile.read:
        assert not PRIVATE.search(body), body
        # The first one holds the notice and what was understood of a whole story.
        assert len(body) <= (640 if body == mobile.read[0] else 480)
