"""A mobile telephone that writes: posts texts to the service as the carrier does, and reads what comes back through the carrier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.phone.carrier import Carrier, Text
from tests.phone.signing import Form
from tests.phone.whitelist import messaging, parse
from tests.phone.wire import ACCOUNT, Answer, Wire, new_sid

SERVICE_NUMBER = "+33261911000"
_SMS = "/twilio/sms"
_PLACES = ("City", "State", "Zip", "Country")


@dataclass(frozen=True)
class Exchange:
    """One text written and the texts that answered it."""

    sid: str
    body: str
    asks: str | None
    replies: list[Text]


class Mobile:
    """Writes to the service from one number."""

    def __init__(self, wire: Wire, carrier: Carrier, number: str, *, to: str = SERVICE_NUMBER) -> None:
        self.wire = wire
        self.carrier = carrier
        self.number = number
        self.to = to
        self.exchanges: list[Exchange] = []
        self._last: Form = []

    @property
    def asks(self) -> str | None:
        """The field that the last answer asks for."""
        return self.exchanges[-1].asks

    @property
    def read(self) -> list[str]:
        """The texts received, in order."""
        return [text.body for text in self.carrier.to(self.number)]

    @property
    def script(self) -> str:
        """Both sides in order, for a test that fails."""
        lines: list[str] = []
        for exchange in self.exchanges:
            lines.append(f"> {exchange.body}")
            lines += [f"  < {f'[{exchange.asks}] ' if exchange.asks else ''}{text.body}" for text in exchange.replies]
        return "\n".join(lines)

    def write(self, body: str, *, media: Sequence[str] = (), answered: bool = True) -> Exchange:
        """Send a text, with the addresses of joined pictures, and wait for the answer; `answered=False` waits for none."""
        sid = new_sid("SM")
        before = len(self.carrier.to(self.number))
        self._last = self._form(sid, body, media)
        answer = self._post(self._last)
        received = self.carrier.wait(self.number, before + 1)[before:] if answered else []
        exchange = Exchange(sid, body, answer.asks, received)
        self.exchanges.append(exchange)
        assert received or not answered, f"no text came back\n{self.script}"
        return exchange

    def repeat_last_request(self) -> Answer:
        """Post the very same text again, as the carrier does when an answer is lost."""
        return self._post(self._last)

    def _post(self, form: Form) -> Answer:
        answer = self.wire.document(self.wire.url(_SMS), form)
        assert len(parse(answer.body, messaging())) == 0, f"replies go through the outbox, not through this answer: {answer.body}"
        return answer

    def _form(self, sid: str, body: str, media: Sequence[str]) -> Form:
        form = [("MessageSid", sid), ("SmsSid", sid), ("SmsMessageSid", sid), ("AccountSid", ACCOUNT), ("ApiVersion", "2010-04-01")]
        form += [("From", self.number), ("To", self.to), ("Body", body), ("SmsStatus", "received"), ("NumMedia", str(len(media)))]
        form += [("NumSegments", str(_segments(body)))]
        for place, url in enumerate(media):
            form += [(f"MediaUrl{place}", url), (f"MediaContentType{place}", "image/jpeg")]
        return form + [(who + place, "FR" if place == "Country" else "") for who in ("From", "To") for place in _PLACES]


def _segments(body: str) -> int:
    """How many parts a text takes, counted by length alone."""
    return 1 if len(body) <= 160 else -(-len(body) // 153)
