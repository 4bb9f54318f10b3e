"""The worker: what must happen by itself, at any hour. Today it tells the contact on call of dangers that nobody has seen."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import timedelta

from channels.mail import Mailer, MailError
from intake.alarms import Alarm, alarms_to_call, call_failed, called
from intake.clock import PARIS
from intake.quiet import where
from intake.runtime import Runtime, start
from intake.storage import DatabaseDownError

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
    try:
        mailer.send(settings.on_call_addresses, SUBJECT, call_message(alarms, settings.desk_url, pause))
    except MailError as error:
        logger.error("the contact on call could not be told (SEUIL_SMTP_URL): %s", error)
        with runtime.database.write() as session:
            call_failed(session, alarms, runtime.clock.now(), pause)
        return 0
    with runtime.database.write() as session:
        called(session, alarms)
    return len(alarms)


def run(runtime: Runtime, mailer: Mailer, stop: threading.Event, every: float = 5.0) -> None:
    """Work until `stop` is set; whatever fails is said once in the log and tried again."""
    while not stop.is_set():
        try:
            tell_on_call(runtime, mailer)
        except DatabaseDownError:
            logger.error("the database does not answer (SEUIL_DATABASE_URL)")
        except Exception as error:  # the worker outlives any fault: the next round may do
            logger.error("a round of the worker failed: %s", where(error))
        stop.wait(every)


def main() -> None:
    """Run until asked to stop."""
    runtime = start()
    stop = threading.Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: stop.set())
    run(runtime, Mailer(runtime.settings.smtp_url, runtime.settings.mail_from), stop)


if __name__ == "__main__":
    main()
