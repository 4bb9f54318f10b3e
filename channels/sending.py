"""Handing the outbox's texts to the carrier, one after the other; no transaction is open while the carrier is spoken to."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from random import Random

from sqlalchemy.orm import Session

from channels.carrier import Carrier, CarrierBusyError, CarrierRefusedError, missing_setting
from channels.noting import Outcome, note_outcome
from channels.texts.wording import plain_signs
from intake.outbox import DueText, TextStatus, due_texts, failed, has_due, sent
from intake.quiet import where
from intake.runtime import Runtime

logger = logging.getLogger("seuil.texts")

# Well past the longest that the carrier is waited for.
LEASE = timedelta(minutes=2)


class NoCarrierError(RuntimeError):
    """Texts wait and no carrier is set up; the message is the operator's line."""


def send_due(runtime: Runtime, carrier: Carrier | None, random: Random, stop: threading.Event | None = None) -> int:
    """Take the most urgent text that is due and hand it over; gives how many were taken, 0 or 1.

    Several may run at once, here and elsewhere. Raises NoCarrierError and DatabaseDownError. What became of the text is
    noted even when the database is down for a while: until `stop` is set.
    """
    now = runtime.clock.now()
    with runtime.database.read() as session:
        if not has_due(session, now):
            return 0
    if carrier is None:
        raise NoCarrierError(f"texts stay in the outbox: {missing_setting(runtime.settings)} is not set")
    with runtime.database.write() as session:
        texts = due_texts(session, now, limit=1, lease=LEASE)
    for text in texts:
        note_outcome(runtime, _hand_over(runtime, carrier, random, text), stop)
    return len(texts)


def _hand_over(runtime: Runtime, carrier: Carrier, random: Random, text: DueText) -> Outcome:
    """Speak to the carrier; gives what is then to be written."""
    now = runtime.clock.now
    wait: float | None = None
    code: str | None = None
    for_good = False
    try:
        sid = carrier.send(text.to, text.sender, plain_signs(text.body), f"{runtime.settings.base_url}/twilio/sms/status?text={text.id}")
    except CarrierBusyError as error:
        logger.warning("a text did not leave: %s (outbox %s, try %d)", error, text.id, text.attempt)
        wait = error.retry_after
    except CarrierRefusedError as error:
        code, for_good = str(error.code), error.for_good
        if for_good:
            logger.warning("a text was refused for good: code %s (outbox %s)", code, text.id)
        else:
            logger.error("the carrier refuses our account or our number: code %s (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN)", code)
    except Exception as error:  # whatever it is, the text must not stay taken
        logger.error("a text could not be handed over: %s (outbox %s)", where(error), text.id)
    else:
        return lambda session: sent(session, text.id, sid, now())

    def noted(session: Session) -> TextStatus | None:
        became = failed(session, text, now=now(), random=random, retry_after=wait, error_code=code, for_good=for_good)
        if became is TextStatus.GIVEN_UP and text.safety:
            logger.error("an answer to a danger could not be sent by text and was given up (outbox %s)", text.id)
        return became

    return noted
