"""The carrier's side of a webhook: signed posts to the service, and what the carrier itself would not put up with."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

import httpx

from tests.phone.signing import Form, signature

# The carrier gives up after this long and plays its own message.
PATIENCE = 15.0
ACCOUNT = "AC" + "5e" * 16


def new_sid(prefix: str) -> str:
    """An identifier as the carrier gives them: CA… for a call, SM… for a text."""
    return prefix + uuid.uuid4().hex


@dataclass(frozen=True)
class Answer:
    """What the service answered to one post."""

    url: str
    status: int
    body: str
    kind: str
    asks: str | None
    seconds: float


class Wire:
    """Posts to the service at `address` as if it were at `base`, the public address that the carrier knows."""

    def __init__(self, address: str, token: str, *, base: str = "") -> None:
        self.address = address.rstrip("/")
        self.base = (base or address).rstrip("/")
        self.token = token
        self._client = httpx.Client(timeout=PATIENCE + 5, follow_redirects=False)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def url(self, reference: str, current: str = "") -> str:
        """An address of a document, relative to where the document came from."""
        url = urljoin(current or self.base + "/", reference.strip())
        assert url.startswith(self.base + "/"), f"the carrier is sent to {url}, which is not under {self.base}"
        return url

    def post(self, url: str, form: Form, *, headers: dict[str, str] | None = None) -> Answer:
        """Post the form as it is, signed over the public address; whatever the answer."""
        own = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
            "X-Twilio-Signature": signature(self.token, url, form),
        }
        where = self.address + url.removeprefix(self.base)
        started = time.perf_counter()
        answer = self._client.post(where, content=urlencode(form), headers={**own, **(headers or {})})
        spent = time.perf_counter() - started
        kind = answer.headers.get("Content-Type", "")
        return Answer(url, answer.status_code, answer.text, kind, answer.headers.get("X-Seuil-Asks"), spent)

    def rehearse(self, invitation: str) -> None:
        """Enter a rehearsal with the desk's invitation: what follows is not real; the pass is a cookie, which is kept."""
        answer = self._client.post(f"{self.address}/repetition", data={"invitation": invitation})
        assert answer.status_code == 303, f"{answer.status_code} from /repetition: {answer.json().get('detail')}"

    def document(self, url: str, form: Form, *, headers: dict[str, str] | None = None) -> Answer:
        """Post the form and expect a document: a redirection would lose what was said, and a slow answer is given up."""
        answer = self.post(url, form, headers=headers)
        assert answer.status == 200, f"{answer.status} from {url}: {answer.body[:500]}"
        assert "xml" in answer.kind, f"{answer.kind!r} from {url}"
        assert answer.seconds < PATIENCE, f"{url} took {answer.seconds:.1f} s: the carrier has given up"
        return answer

    def notify(self, url: str, form: Form) -> Answer:
        """Post an event, whose answer does not matter so long as it is none of failure."""
        answer = self.post(url, form)
        assert answer.status in (200, 204), f"{answer.status} from {url}: {answer.body[:500]}"
        return answer
