"""Handing the outbox's e-mails to the operator's server, one after the other; no transaction is open meanwhile."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from random import Random

from sqlalchemy.orm import Session

from channels.mail import Mailer, MailError
from channels.noting import Outcome, note_outcome
from intake.outbox import DueMail, TextStatus, due_mail, has_due_mail, mail_failed, mail_sent
from intake.quiet import where
from intake.runtime import Runtime

logger = logging.getLogger("seuil.emails")

# Well past the longest that the server is waited for.
LEASE = timedelta(minutes=2)


class NoServerError(RuntimeError):
    """E-mails wait and no server is set up; the message is the operator's line."""


def send_mail_due(runtime: Runtime, mailer: Mailer, random: Random, stop: threading.Event | None = None) -> int:
    """Send the next e-mail that is due; gives how many were taken, 0 or 1. Raises NoServerError and DatabaseDownError."""
    now = runtime.clock.now()
    with runtime.database.read() as session:
        if not has_due_mail(session, now):
            return 0
    if not mailer.can_send:
        raise NoServerError("e-mails stay in the outbox: SEUIL_SMTP_URL is not set")
    with runtime.database.write() as session:
        mail = due_mail(session, now, lease=LEASE)
    if mail is None:
        return 0
    note_outcome(runtime, _sent(runtime, mailer, random, mail), stop)
    return 1


def _sent(runtime: Runtime, mailer: Mailer, random: Random, mail: DueMail) -> Outcome:
    """Speak to the server; gives what is then to be written."""
    now = runtime.clock.now
    for_good = False
    try:
        mailer.send([mail.to], mail.subject, mail.text, calendar=mail.calendar, name=mail.id)
    except MailError as error:
        why, for_good = str(error), error.for_good
    except Exception as error:  # whatever it is, the e-mail must not stay taken
        logger.error("an e-mail could not be sent: %s (outbox %s)", where(error), mail.id)
        why = "fault"
    else:
        return lambda session: mail_sent(session, mail, now())
    logger.warning("an e-mail did not leave: %s (outbox %s, try %d)", why, mail.id, mail.attempt)

    def noted(session: Session) -> None:
        became = mail_failed(session, mail, now=now(), random=random, why=why, for_good=for_good)
        if became is TextStatus.GIVEN_UP:
            logger.error("an e-mail was given up (outbox %s)", mail.id)

    return noted
