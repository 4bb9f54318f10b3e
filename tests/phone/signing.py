"""The carrier's signature, written from its documentation and not from its SDK."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

Form = list[tuple[str, str]]


def signature(token: str, url: str, form: Iterable[tuple[str, str]]) -> str:
    """The value of X-Twilio-Signature for a form posted to an address.

    Names in order, each followed by its value; blank values count as any other. A value given twice under one name counts once.
    """
    signed = url + "".join(name + value for name, value in sorted(set(form)))
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
