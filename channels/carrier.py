"""Handing texts to the carrier through its SDK; what goes wrong is told apart by what is to be done about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from intake.settings import Settings

# For the connection, and again for the answer.
TIMEOUT_SECONDS = 10.0
_OPTED_OUT = 21610
# What is wrong is the account, its key or its numbers: the operator mends it and the same text then leaves.
_OPERATORS_STATUSES = (401, 403, 404)
_OPERATORS_CODES = (21212, 21408, 21603, 21606, 21609, 21659, 21660)
_BUSY_STATUSES = (408, 425, 429)
# With a mock and no account named, any well-formed account will do.
_MOCK_ACCOUNT = "AC" + "0" * 32


class CarrierError(RuntimeError):
    """The text did not leave, as far as is known; the message never holds a number nor a word of it."""


class CarrierBusyError(CarrierError):
    """The carrier cannot be reached, is overloaded or fails: worth trying again, `retry_after` seconds from now if given."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class CarrierRefusedError(CarrierError):
    """The carrier refuses, with its error code; `for_good` when the same text would be refused again."""

    def __init__(self, code: int, *, for_good: bool = True) -> None:
        super().__init__(f"refused with code {code}")
        self.code = code
        self.for_good = for_good


class OptedOutError(CarrierRefusedError):
    """The carrier was told STOP by that number."""


class Carrier:
    """One account at the carrier."""

    def __init__(self, account_sid: str, auth_token: str, api_base: str = "", timeout: float = TIMEOUT_SECONDS) -> None:
        """`api_base` is where the API is, without its path; empty is the carrier's own address."""
        self._http = _Http(api_base, timeout)
        self._client = Client(account_sid, auth_token, http_client=self._http)

    def send(self, to: str, sender: str, body: str, status_callback: str) -> str:
        """Hand over one text; gives the carrier's name for it. Raises CarrierBusyError, OptedOutError or CarrierRefusedError."""
        try:
            message = self._client.messages.create(to=to, from_=sender, body=body, status_callback=status_callback)
        except (requests.RequestException, TwilioException, ValueError, KeyError, TypeError, AttributeError) as error:
            # An answer that cannot be read is no answer. The errors' own messages may hold the number.
            raise CarrierBusyError(type(error).__name__) from None
        if not isinstance(message.sid, str) or not message.sid:
            raise CarrierBusyError("no sid in the answer")
        return message.sid

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


class _Http(TwilioHttpClient):  # type: ignore[misc]  # the SDK carries no types
    """The SDK's client, sent to another address when one is set, which tells refusals itself and logs nothing."""

    def __init__(self, api_base: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._base = urlsplit(api_base.rstrip("/")) if api_base else None

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """Make the request, then raise CarrierError for what its status means: the SDK's own errors drop the headers."""
        if self._base is not None:
            # Whatever host the SDK chose, of a region or an edge: nothing must reach the real one past a mock.
            asked = urlsplit(url)
            url = urlunsplit((self._base.scheme, self._base.netloc, self._base.path + asked.path, asked.query, ""))
        response = super().request(method, url, *args, **kwargs)
        # The SDK keeps the last request, whose data are a number and a text.
        self._test_only_last_request = None
        _raise_for(response)
        return response

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Nothing."""

    def log_response(self, status_code: int, response: requests.Response) -> None:
        """Nothing."""

    def close(self) -> None:
        """Close the connections."""
        if self.session is not None:
            self.session.close()


def _raise_for(response: Response) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    if status in _BUSY_STATUSES or not 400 <= status < 500:
        raise CarrierBusyError(f"HTTP {status}", _retry_after(response))
    code = _code(response)
    if code == _OPTED_OUT:
        raise OptedOutError(code)
    raise CarrierRefusedError(code, for_good=status not in _OPERATORS_STATUSES and code not in _OPERATORS_CODES)


def _code(response: Response) -> int:
    try:
        return int(json.loads(response.text)["code"])
    except (ValueError, KeyError, TypeError):
        return int(response.status_code)


def _retry_after(response: Response) -> float | None:
    given = (response.headers or {}).get("Retry-After")
    if not given:
        return None
    if given.strip().isdecimal():
        return float(given)
    try:
        return max((parsedate_to_datetime(given).astimezone(UTC) - datetime.now(UTC)).total_seconds(), 0.0)
    except ValueError:
        return None


def missing_setting(settings: Settings) -> str | None:
    """The name of the setting without which no text can leave, or None.

    In development nothing leaves for the Internet unless the account and its token were both given on purpose.
    """
    if settings.twilio_api_base:
        return None
    if not settings.twilio_account_sid:
        return "TWILIO_ACCOUNT_SID"
    return None if settings.production or settings.twilio_auth_token else "TWILIO_AUTH_TOKEN"


def carrier_of(settings: Settings) -> Carrier | None:
    """The carrier that the settings name; None when a setting is missing, and texts have to stay in the outbox.

    Raises SettingsError in production when the account is named without its token.
    """
    if missing_setting(settings):
        return None
    return Carrier(settings.twilio_account_sid or _MOCK_ACCOUNT, settings.twilio_token, settings.twilio_api_base)
