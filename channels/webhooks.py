"""The carrier's webhooks: nothing is read, stored or answered before the signature is proved."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request
from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

from channels.context import context
from channels.posted import Posted

MOST_FIELDS = 300

WRONG_SIGNATURE = "La signature de l’opérateur n’est pas valable : voyez TWILIO_AUTH_TOKEN et SEUIL_PUBLIC_BASE_URL."


async def signed(request: Request) -> Posted:
    """Dependency: the posted fields, once their signature over the public address is proved; raises HTTPException 403.

    The address is the configured one, never what headers say. Fields unknown to us are part of what is signed.
    """
    running = context(request)
    posted = _fields(await request.body())
    url = f"{running.base_url}{_raw_address(request.scope)}"
    algorithm = get_signature_algorithm(request.headers.get(SIGNATURE_SETTINGS_HEADER, ""))
    signature = request.headers.get(SIGNATURE_HEADER, "")
    keys = running.runtime.settings.twilio_tokens
    if posted is None or not signature or not any(RequestValidator(key).validate(url, posted, signature, algorithm) for key in keys):
        raise HTTPException(403, WRONG_SIGNATURE)
    return posted


def _fields(body: bytes) -> Posted | None:
    try:
        return Posted(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return None


def _raw_address(scope: Mapping[str, object]) -> str:
    """Path and query as they were called, byte for byte."""
    raw, query = scope.get("raw_path"), scope.get("query_string")
    path = raw.decode("latin-1") if isinstance(raw, bytes) else str(scope["path"])
    return f"{path}?{query.decode('latin-1')}" if isinstance(query, bytes) and query else path
