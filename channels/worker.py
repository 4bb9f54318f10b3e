"""The worker: what must happen by itself, at any hour. It tells the contact on call of dangers, sends texts and reminds."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from random import Random

from channels.appointments import remind_of_appointments
from channels.carrier import Carrier, carrier_of
from channels.following_up import follow_up
from channels.mail import Mailer
from channels.mailing import NoServerError, send_mail_due
from channels.on_call import tell_on_call
from channels.outgoing import Poster, notice, post_due
from channels.reminding import remind
from channels.sending import NoCarrierError, send_due
from intake.clock import UNDO_WITHIN
from intake.deadlines import mark_deadlines
from intake.deciding import wake_answered
from intake.dialogue import hung_up
from intake.live import lapse, tell_who_waits
from intake.notes import sweep_closed
from intake.outbox import give_up_stale
from intake.quiet import where
from intake.rehearsing import Room
from intake.runtime import Runtime, start
from intake.storage import DatabaseDownError
from intake.telephony import end_call, forgotten_calls

logger = logging.getLogger("seuil.worker")

# Texts handed over at once: one that the carrier leaves waiting does not keep the others.
SENDERS = 3
# A call of which nothing was heard for so long is over.
FORGOTTEN = timedelta(minutes=30)
_ALARMS_EVERY, _TEXTS_EVERY, _CARE_EVERY, _LIVE_EVERY = 5.0, 0.5, 30.0, 5.0
_NOTICES_EVERY = 3.0
_TEND_EVERY = 3600.0
# The least pause after a fault.
_FAULT_SECONDS = 2.0


def care_for_texts(runtime: Runtime) -> None:
    """Drop the texts that are too old to be of use, then remind who is to be reminded. Raises DatabaseDownError."""
    with runtime.database.write() as session:
        dropped = give_up_stale(session, runtime.clock.now())
    if dropped:
        logger.warning("%d texts were too old to be sent and were given up", dropped)
    remind(runtime)
    remind_of_appointments(runtime)


def care_for_calls(runtime: Runtime) -> int:
    """Close the calls whose end was never told, as their hang-up would have been; gives how many. Raises DatabaseDownError."""
    now = runtime.clock.now()
    with runtime.database.write() as session:
        forgotten = forgotten_calls(session, now - FORGOTTEN)
        for sid in forgotten:
            call = end_call(session, sid, now)
            if call is not None:
                hung_up(session, call.conversation_id, now=now, indexer=runtime.indexer)
    return len(forgotten)


def care_for_waiting(runtime: Runtime) -> int:
    """Let the clock of who has answered go on; gives how many. Raises DatabaseDownError."""
    with runtime.database.write() as session:
        return wake_answered(session, runtime.clock.now())


def care_for_live(runtime: Runtime) -> int:
    """Give back what members who are gone still hold, and tell who waits that nobody could answer. Raises DatabaseDownError."""
    settings, now = runtime.settings, runtime.clock.now()
    wait = timedelta(minutes=settings.person_wait_minutes)
    with runtime.database.write() as session:
        lapsed = lapse(session, now, indexer=runtime.indexer, daily_limit=settings.sms_per_day)
        return lapsed + tell_who_waits(session, now, wait, indexer=runtime.indexer, daily_limit=settings.sms_per_day)


def watch_deadlines(runtime: Runtime) -> int:
    """Mark what is soon due and, once, what is overdue; gives how many. Raises DatabaseDownError."""
    with runtime.database.write() as session:
        return mark_deadlines(session, runtime.clock.now())


def care_for_notes(runtime: Runtime) -> int:
    """Erase the working notes of files closed for good; gives how many files were swept. Raises DatabaseDownError."""
    with runtime.database.write() as session:
        return sweep_closed(session, runtime.clock.now() - UNDO_WITHIN)


def keep(work: Callable[[], object], stop: threading.Event, every: float) -> None:
    """Do `work` again and again until `stop` is set; a fault that lasts is said once in the log.

    A number above zero from `work` means that there may be more of it: it is done again at once.
    """
    said = ""
    while not stop.is_set():
        pause = every
        try:
            if work():
                pause = 0.0
            said = ""
        except Exception as error:  # the worker outlives any fault: the next round may do
            line, pause = _fault(error), max(every, _FAULT_SECONDS)
            if line != said:
                logger.error("%s", line)
            said = line
        stop.wait(pause)


def _fault(error: Exception) -> str:
    if isinstance(error, DatabaseDownError):
        return "the database does not answer (SEUIL_DATABASE_URL)"
    if isinstance(error, NoCarrierError | NoServerError):
        return str(error)
    return f"a round of the worker failed: {where(error)}"


def run(runtime: Runtime, mailer: Mailer, carrier: Carrier | None, stop: threading.Event) -> None:
    """Work until `stop` is set; then what was being handed over is finished, and nothing more is taken."""
    random = Random()
    poster = Poster(private=runtime.settings.env == "development")
    rounds: list[tuple[str, Callable[[], object], float]] = [
        *((f"texts-{n}", lambda: send_due(runtime, carrier, random, stop), _TEXTS_EVERY) for n in range(SENDERS if carrier else 1)),
        ("care", lambda: care_for_texts(runtime), _CARE_EVERY),
        ("calls", lambda: care_for_calls(runtime), _CARE_EVERY),
        ("e-mails", lambda: send_mail_due(runtime, mailer, random, stop), _NOTICES_EVERY),
        ("notices", lambda: notice(runtime), _NOTICES_EVERY),
        ("webhooks", lambda: post_due(runtime, poster, random, stop), _NOTICES_EVERY),
        ("deadlines", lambda: watch_deadlines(runtime), _CARE_EVERY),
        ("following up", lambda: follow_up(runtime), _CARE_EVERY),
        ("waiting", lambda: care_for_waiting(runtime), _CARE_EVERY),
        ("live", lambda: care_for_live(runtime), _LIVE_EVERY),
        ("notes", lambda: care_for_notes(runtime), _CARE_EVERY),
        ("tables", runtime.database.tend, _TEND_EVERY),
    ]
    room = Room(runtime)
    rounds.append(("rehearsals", room.empty, _CARE_EVERY))
    threads = [threading.Thread(target=keep, args=(work, stop, every), name=name) for name, work, every in rounds]
    for thread in threads:
        thread.start()
    keep(lambda: tell_on_call(runtime, mailer), stop, _ALARMS_EVERY)
    for thread in threads:
        thread.join()
    poster.close()
    room.close()


def main() -> None:
    """Run until asked to stop; raises SettingsError when the account at the carrier is named without its token."""
    runtime = start()
    stop = threading.Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: stop.set())
    carrier = carrier_of(runtime.settings)
    run(runtime, Mailer(runtime.settings.smtp_url, runtime.settings.mail_from), carrier, stop)
    if carrier is not None:
        carrier.close()
    runtime.database.close()


if __name__ == "__main__":
    main()
