"""Telling the programs of others that a hand-off changed: one signed post each, never into our own network."""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Final

import httpx
from sqlalchemy.orm import Session

from channels.noting import Outcome, note_outcome
from intake.outbox import TextStatus
from intake.quiet import where
from intake.runtime import Runtime
from intake.subscribers import DueEvent, due_event, event_failed, event_sent, has_due_event, list_subscribers, notice_changes, sign

logger = logging.getLogger("seuil.webhooks")

SECONDS: Final = 10.0
# Well past the longest that an address is waited for.
LEASE: Final = timedelta(minutes=2)
# Statuses with which an address may ask to be left alone for a while.
_ASKS_TO_WAIT: Final = (429, 503)

Resolve = Callable[[str, int], list[str]]


class ForbiddenAddressError(RuntimeError):
    """The address leads into a private network, or nowhere."""


def addresses(host: str, port: int) -> list[str]:
    """The IP addresses of a machine; raises OSError when it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Poster:
    """Posts events; `private` lets it speak to this machine and its network, in development."""

    def __init__(self, *, private: bool, resolve: Resolve = addresses, transport: httpx.BaseTransport | None = None) -> None:
        self._private = private
        self._resolve = resolve
        # It writes the whole address, which may hold a key.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        # No proxy and no redirect: both would lead elsewhere than where was looked.
        self._client = httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False, transport=transport)

    def post(self, event: DueEvent, at: int) -> httpx.Response:
        """Post one event at a Unix time; nothing of the answer's body is read.

        Raises ForbiddenAddressError, and httpx.HTTPError or OSError when the address cannot be reached.
        """
        url = httpx.URL(event.url)
        ip = self._checked(url)
        headers = {
            "Host": url.netloc.decode("ascii"),
            "Content-Type": "application/json",
            "User-Agent": "Seuil",
            "X-Seuil-Event": event.event,
            "X-Seuil-Delivery": event.id,
            "X-Seuil-Signature": sign(event.secret, at, event.body),
        }
        # To the very address that was looked at: a second look-up could give another.
        request = self._client.build_request(
            "POST", url.copy_with(host=ip), content=event.body, headers=headers, extensions={"sni_hostname": url.host}
        )
        response = self._client.send(request, stream=True)
        response.close()
        return response

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _checked(self, url: httpx.URL) -> str:
        found = self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        if not found or (not self._private and not all(_is_public(ip) for ip in found)):
            raise ForbiddenAddressError
        return found[0]


def _is_public(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_global and not mapped.is_multicast)


def notice(runtime: Runtime) -> int:
    """Put in the outbox what subscribers are to be told; gives how many. Raises DatabaseDownError."""
    with runtime.database.read() as session:
        if all(subscriber.disabled for subscriber in list_subscribers(session)):
            return 0
    with runtime.database.write() as session:
        return notice_changes(session, runtime.clock.now())


def post_due(runtime: Runtime, poster: Poster, random: Random, stop: threading.Event | None = None) -> int:
    """Post the next event that is due; gives how many were taken, 0 or 1. Raises DatabaseDownError."""
    now = runtime.clock.now()
    with runtime.database.read() as session:
        if not has_due_event(session, now):
            return 0
    with runtime.database.write() as session:
        event = due_event(session, now, lease=LEASE)
    if event is None:
        return 0
    note_outcome(runtime, _posted(runtime, poster, random, event), stop)
    return 1


def _posted(runtime: Runtime, poster: Poster, random: Random, event: DueEvent) -> Outcome:
    """Post it; gives what is then to be written."""
    now = runtime.clock.now
    retry_after: float | None = None
    try:
        response = poster.post(event, int(now().timestamp()))
    except ForbiddenAddressError:
        why = "private_address"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        # Its kind alone: the message may hold the address, which may hold a key.
        why = type(error).__name__
    except Exception as error:  # whatever it is, the event must not stay taken
        logger.error("an event could not be posted: %s (outbox %s)", where(error), event.id)
        why = "fault"
    else:
        if response.is_success:
            return lambda session: event_sent(session, event, now())
        why = str(response.status_code)
        asked = response.headers.get("retry-after", "")
        retry_after = float(asked) if response.status_code in _ASKS_TO_WAIT and asked.isascii() and asked.isdigit() else None
    logger.warning("a subscriber did not take an event: %s (subscriber %s, try %d)", why, event.subscriber_id, event.attempt)

    def noted(session: Session) -> None:
        became = event_failed(session, event, now=now(), random=random, why=why, retry_after=retry_after)
        if became is TextStatus.GIVEN_UP:
            logger.error("an event was given up (subscriber %s, outbox %s)", event.subscriber_id, event.id)

    return noted
