"""Telling the contact on call of dangers that nobody has seen: by e-mail and by text, with nothing of who nor of what was said."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy.orm import Session

from channels.mail import Mailer, MailError
from channels.texts.wording import plain_signs
from intake.alarms import Alarm, alarms_to_call, call_failed, called
from intake.clock import PARIS
from intake.outbox import enqueue_text
from intake.runtime import Runtime

logger = logging.getLogger("seuil.worker")

SUBJECT = "Une demande urgente attend"


def call_message(alarms: list[Alarm], desk_url: str, pause: timedelta) -> str:
    """What the contact on call reads: nothing of who, nor of what was said; the desk tells it after signing in."""
    since = min(alarm.heard_at for alarm in alarms).astimezone(PARIS)
    count = "Une demande urgente attend" if len(alarms) == 1 else f"{len(alarms)} demandes urgentes attendent"
    minutes = max(int(pause.total_seconds() // 60), 1)
    return (
        f"{count} depuis {since.hour} h {since.minute:02d}.\n\n"
        f"Ouvrez le bureau, lisez et cliquez « J’ai vu, je m’en occupe » :\n{desk_url}/?urgent=1\n\n"
        f"Sans cela, ce message revient toutes les {minutes} minutes.\n"
    )


def tell_on_call(runtime: Runtime, mailer: Mailer) -> int:
    """Tell the contact on call of what is due; gives how many alarms were told. Raises DatabaseDownError."""
    settings = runtime.settings
    if not settings.has_on_call:
        return 0
    pause = timedelta(minutes=settings.on_call_repeat_minutes)
    with runtime.database.write() as session:
        alarms = alarms_to_call(session, runtime.clock.now(), pause)
    if not alarms:
        return 0
    mailed = _mail(runtime, mailer, alarms, pause)
    with runtime.database.write() as session:
        if settings.on_call_numbers:
            _text(session, runtime, alarms, pause)
        if not mailed and not settings.on_call_numbers:
            call_failed(session, alarms, runtime.clock.now(), pause)
            return 0
        called(session, alarms)
    return len(alarms)


def _mail(runtime: Runtime, mailer: Mailer, alarms: list[Alarm], pause: timedelta) -> bool:
    settings = runtime.settings
    if not settings.on_call_addresses:
        return False
    try:
        mailer.send(settings.on_call_addresses, SUBJECT, call_message(alarms, settings.desk_url, pause))
    except MailError as error:
        logger.error("the contact on call could not be told by e-mail (SEUIL_SMTP_URL): %s", error)
        return False
    return True


def _text(session: Session, runtime: Runtime, alarms: list[Alarm], pause: timedelta) -> None:
    """The same by SMS; the outbox tries again by itself."""
    settings, now = runtime.settings, runtime.clock.now()
    body = plain_signs(call_message(alarms, settings.desk_url, pause)).strip()
    for number in settings.on_call_numbers:
        token = runtime.indexer.token("phone", number)
        enqueue_text(
            session,
            key=f"on_call:{token}:{alarms[0].id}:{int(now.timestamp())}",
            to=number,
            sender=settings.sms_from,
            body=body,
            recipient_token=token,
            conversation_id=None,
            now=now,
            daily_limit=settings.sms_per_day,
            safety=True,
        )
