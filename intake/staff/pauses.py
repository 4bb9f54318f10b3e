"""Pauses between failed tries, by login and by where they come from: nobody can lock somebody else out.

A browser that has signed in before has an allowance of its own, so that a stranger who tries a known login never makes
its owner wait there. From anywhere else, tries are counted by login and address together; they can only slow down who
shares that address, in a browser never used before, for a quarter of an hour at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.privacy import Indexer
from intake.storage import KnownDeviceRow, PauseRow, hold_name

FREE = 5
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
# Without a new try for so long, all is forgotten.
FORGET = timedelta(hours=2)
DEVICE_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a try comes from: the secret of the browser's device cookie, "" for none, and the address; neither is stored."""

    device: str = ""
    address: str = ""


def bucket_of(session: Session, indexer: Indexer, *, kind: str, login: str, staff_id: str | None, origin: Origin, now: datetime) -> str:
    """The keyed token under which a try is counted: the member's own browser, or the login with the address."""
    if staff_id is not None and is_known(session, indexer, staff_id, origin.device, now):
        return indexer.token("pause", f"{kind}\x00{login}\x00device\x00{origin.device}")
    return indexer.token("pause", f"{kind}\x00{login}\x00address\x00{_network(origin.address)}")


def take_try(session: Session, bucket: str, now: datetime, free: int = FREE) -> bool:
    """Count a try before it is judged, so that tries made together are limited too; False when it comes within a pause."""
    hold_name(session, f"pause:{bucket}")
    session.execute(delete(PauseRow).where(PauseRow.last_at <= now - FORGET))
    row = session.get(PauseRow, bucket)
    if row is None:
        row = PauseRow(token=bucket, failures=0, last_at=now, until=None)
        session.add(row)
    if row.until is not None and row.until > now:
        # Trying during a pause does not lengthen it.
        return False
    row.failures, row.last_at = row.failures + 1, now
    row.until = now + pause_after(row.failures, free) if row.failures >= free else None
    session.flush()
    return True


def pause_after(failures: int, free: int = FREE) -> timedelta:
    """How long the next try waits: nothing for the first few, then twice as long each time."""
    if failures < free:
        return timedelta()
    doubled: int = 2 ** min(failures - free, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def forget_tries(session: Session, bucket: str) -> None:
    """A try was right: those before it count no more."""
    session.execute(delete(PauseRow).where(PauseRow.token == bucket))


def is_known(session: Session, indexer: Indexer, staff_id: str, device: str, now: datetime) -> bool:
    """Whether this member has signed in with this browser, within half a year."""
    if not device:
        return False
    found = select(KnownDeviceRow.staff_id).where(
        KnownDeviceRow.token == _device(indexer, device), KnownDeviceRow.staff_id == staff_id, KnownDeviceRow.last_at > now - DEVICE_LIFE
    )
    return session.scalar(found) is not None


def remember_device(session: Session, indexer: Indexer, staff_id: str, device: str, now: datetime) -> None:
    """Write down that this member has signed in with this browser; browsers unused for half a year are forgotten."""
    session.execute(delete(KnownDeviceRow).where(KnownDeviceRow.last_at <= now - DEVICE_LIFE))
    row = session.get(KnownDeviceRow, (_device(indexer, device), staff_id))
    if row is None:
        session.add(KnownDeviceRow(token=_device(indexer, device), staff_id=staff_id, first_at=now, last_at=now))
    else:
        row.last_at = now
    session.flush()


def forget_devices(session: Session, staff_id: str) -> None:
    """No browser is known to be this member's any more."""
    session.execute(delete(KnownDeviceRow).where(KnownDeviceRow.staff_id == staff_id))


def _device(indexer: Indexer, device: str) -> str:
    return indexer.token("device", device)


def _network(address: str) -> str:
    """A line: one IPv4 address, or the 64 bits of IPv6 that one subscriber holds."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)
