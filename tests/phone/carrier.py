"""The carrier's REST API, as much of it as sending a text needs: it keeps what it was asked to send."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate

from tests.phone.server import Request, Response, serving
from tests.phone.wire import ACCOUNT, Answer, Wire, new_sid

_MESSAGES = re.compile(r"/2010-04-01/Accounts/(AC[0-9a-f]{32})/Messages\.json")


@dataclass(frozen=True)
class Text:
    """One text that the service gave to the carrier."""

    sid: str
    to: str
    sender: str
    body: str
    status_callback: str | None


class Carrier:
    """What was sent, by number; `address` is for TWILIO_API_BASE."""

    def __init__(self, token: str, account: str = ACCOUNT) -> None:
        self.token = token
        self.account = account
        self.address = ""
        self.texts: list[Text] = []
        self._arrived = threading.Condition()

    def to(self, number: str) -> list[Text]:
        """The texts sent to a number, in order."""
        with self._arrived:
            return [text for text in self.texts if text.to == number]

    def wait(self, number: str, count: int, seconds: float = 20) -> list[Text]:
        """Wait until a number has been sent at least so many texts; gives them all, however many there are by then."""
        with self._arrived:
            self._arrived.wait_for(lambda: sum(text.to == number for text in self.texts) >= count, seconds)
        return self.to(number)

    def report(self, wire: Wire, text: Text, status: str, **more: str) -> Answer:
        """Tell the service how far a text got: sent, delivered, undelivered, failed."""
        assert text.status_callback, "the service asked for no news of this text"
        form = [("MessageSid", text.sid), ("SmsSid", text.sid), ("MessageStatus", status), ("SmsStatus", status)]
        form += [("To", text.to), ("From", text.sender), ("AccountSid", self.account), ("ApiVersion", "2010-04-01"), *more.items()]
        return wire.notify(text.status_callback, form)

    def __call__(self, request: Request) -> Response:
        found = _MESSAGES.fullmatch(request.path)
        if found is None:
            return _json(404, {"code": 20404, "message": "not found", "status": 404})
        wanted = base64.b64encode(f"{self.account}:{self.token}".encode()).decode()
        if found[1] != self.account or request.headers.get("authorization") != f"Basic {wanted}":
            return _json(401, {"code": 20003, "message": "Authenticate", "status": 401})
        form = dict(request.form)
        missing = [name for name in ("To", "From", "Body") if not form.get(name)]
        if missing or len(form["Body"]) > 1600:
            return _json(400, {"code": 21604, "message": f"wrong {missing or 'Body'}", "status": 400})
        text = Text(new_sid("SM"), form["To"], form["From"], form["Body"], form.get("StatusCallback"))
        with self._arrived:
            self.texts.append(text)
            self._arrived.notify_all()
        return _json(201, self._message(text))

    def _message(self, text: Text) -> dict[str, object]:
        now = formatdate(usegmt=True)
        uri = f"/2010-04-01/Accounts/{self.account}/Messages/{text.sid}"
        return {
            "sid": text.sid,
            "account_sid": self.account,
            "api_version": "2010-04-01",
            "body": text.body,
            "direction": "outbound-api",
            "from": text.sender,
            "to": text.to,
            "status": "queued",
            "num_segments": "1",
            "num_media": "0",
            "date_created": now,
            "date_updated": now,
            "date_sent": None,
            "price": None,
            "price_unit": "USD",
            "error_code": None,
            "error_message": None,
            "messaging_service_sid": None,
            "uri": f"{uri}.json",
            "subresource_uris": {"media": f"{uri}/Media.json"},
        }


@contextmanager
def carrying(token: str) -> Iterator[Carrier]:
    """A carrier that runs until the end of the block."""
    carrier = Carrier(token)
    with serving(carrier) as address:
        carrier.address = address
        yield carrier


def _json(status: int, body: dict[str, object]) -> Response:
    return Response(json.dumps(body), status, {"Content-Type": "application/json"})
