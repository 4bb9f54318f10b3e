"""A carrier that fails on demand: scripted answers to `Messages.json`, and delivery reports signed as the carrier signs them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import httpx

ACCOUNT = "AC" + "5e" * 16
TOKEN = "0123456789abcdef0123456789abcdef"
_PATH = re.compile(r"/2010-04-01/Accounts/(AC[0-9a-f]{32})/Messages\.json")


@dataclass(frozen=True)
class Answer:
    """What is done with one request: answered, after `takes` the text or not, or left without any answer."""

    status: int = 201
    code: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    takes: bool = False
    # "hang" keeps the connection open without a word; "reset" breaks it.
    silence: str = ""
    body: bytes | None = None


ACCEPTS = Answer(takes=True)
HANGS = Answer(silence="hang")
RESETS = Answer(silence="reset")
# The worst case: the text was taken, and nobody was told.
TAKES_AND_HANGS = Answer(takes=True, silence="hang")


def busy(retry_after: int | str | None = None) -> Answer:
    return Answer(status=429, code=20429, headers={} if retry_after is None else {"Retry-After": str(retry_after)})


def broken(status: int = 503) -> Answer:
    return Answer(status=status, body=b"<html>upstream is down</html>")


def refuses(code: int, status: int = 400) -> Answer:
    return Answer(status=status, code=code)


@dataclass(frozen=True)
class Taken:
    """A text that the carrier took."""

    sid: str
    form: dict[str, str]


class FakeCarrier:
    """Answers in the order of `script`, then accepts what is well formed."""

    def __init__(self, account: str = ACCOUNT, token: str = TOKEN) -> None:
        self.account, self.token = account, token
        self.script: deque[Answer] = deque()
        self.asked: list[dict[str, str]] = []
        self.taken: list[Taken] = []
        self._lock = threading.Lock()
        self._released = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.carrier = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base(self) -> str:
        """What TWILIO_API_BASE is set to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> FakeCarrier:
        self._thread.start()
        return self

    def release(self) -> None:
        """Let go of whoever waits for an answer."""
        self._released.set()

    def stop(self) -> None:
        """Let go of whoever still waits for an answer, and end."""
        self.release()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answers(self, *answers: Answer) -> None:
        """Add to the script."""
        self.script.extend(answers)

    @property
    def bodies(self) -> list[str]:
        """What the texts taken say, in order."""
        return [taken.form["Body"] for taken in self.taken]

    def report(self, taken: Taken, status: str, error_code: str | None = None, *, through: str = "") -> httpx.Response:
        """Post a delivery report to the address that came with the text.

        `through` is where that address really is, when the public one leads nowhere in a test: the signature is over the public one.
        """
        url = taken.form["StatusCallback"]
        form = {
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "From": taken.form["From"],
            "MessageSid": taken.sid,
            "MessageStatus": status,
            "SmsSid": taken.sid,
            "SmsStatus": status,
            "To": taken.form["To"],
        }
        if error_code is not None:
            form["ErrorCode"] = error_code
        asked, real = urlsplit(url), urlsplit(through or url)
        where = urlunsplit((real.scheme, real.netloc, asked.path, asked.query, ""))
        return httpx.post(where, data=form, headers={"X-Twilio-Signature": signature(self.token, url, form)}, timeout=30)

    def answer_to(self, path: str, given: tuple[str, str] | None, form: dict[str, str]) -> tuple[Answer, bytes]:
        with self._lock:
            self.asked.append(form)
            answer = self._refusal(path, given, form) or (self.script.popleft() if self.script else ACCEPTS)
            if answer.takes:
                self.taken.append(Taken(f"SM{len(self.taken) + 1:032x}", form))
                return answer, json.dumps(self._message(self.taken[-1])).encode()
        if answer.body is not None:
            return answer, answer.body
        # As the carrier does, the number is repeated in what it says of an error.
        said = {"code": answer.code, "message": f"Refused: '{form.get('To')}' and {form.get('Body')}", "status": answer.status}
        return answer, json.dumps(said).encode()

    def _refusal(self, path: str, given: tuple[str, str] | None, form: dict[str, str]) -> Answer | None:
        found = _PATH.fullmatch(path)
        if given != (self.account, self.token):
            return refuses(20003, 401)
        if found is None or found[1] != self.account:
            return refuses(20404, 404)
        if not re.fullmatch(r"\+[1-9][0-9]{7,14}", form.get("To", "")):
            return refuses(21211)
        if not form.get("From"):
            return refuses(21603)
        if not form.get("Body"):
            return refuses(21602)
        return refuses(21617) if len(form["Body"]) > 1600 else None

    def _message(self, taken: Taken) -> dict[str, object]:
        sid, form = taken.sid, taken.form
        return {
            "account_sid": self.account,
            "api_version": "2010-04-01",
            "body": form["Body"],
            "date_created": formatdate(usegmt=True),
            "direction": "outbound-api",
            "error_code": None,
            "from": form["From"],
            "num_segments": "1",
            "sid": sid,
            "status": "queued",
            "to": form["To"],
            "uri": f"/2010-04-01/Accounts/{self.account}/Messages/{sid}.json",
        }

    def wait_for_release(self) -> None:
        self._released.wait(60)


def signature(token: str, url: str, form: dict[str, str]) -> str:
    """As the carrier's documents tell it: the URL, then each name and value in the order of the names."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    carrier: FakeCarrier


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        answer, said = self.server.carrier.answer_to(self.path, self._credentials(), form)
        if answer.silence:
            self.close_connection = True
            if answer.silence == "reset":
                # Closed at once and without a word, the other side is told that the connection was broken.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            else:
                self.server.carrier.wait_for_release()
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _credentials(self) -> tuple[str, str] | None:
        kind, _, encoded = self.headers.get("Authorization", "").partition(" ")
        if kind != "Basic":
            return None
        user, _, password = base64.b64decode(encoded).decode().partition(":")
        return user, password

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
