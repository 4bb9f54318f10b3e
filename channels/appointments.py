"""Reminding people of tomorrow's appointment, at a decent hour, by their own channel, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from channels.texts.wording import plain_signs
from intake.appointments import REMINDER, DueReminder, Told, UntoldError, due_reminders, key_of, moment_in_words, place_in_words, tell
from intake.clock import PARIS
from intake.deciding import text_thread
from intake.dialogue import say
from intake.directory import Antenna
from intake.requests import antennas, convention_of
from intake.runtime import Runtime
from intake.summary import spoken_phone
from intake.telephony import touch_thread
from lexicon.codes import Channel

_FROM_HOUR, _UNTIL_HOUR = 9, 19
SENTENCE = "sms.appointment_reminder"


def remind_of_appointments(runtime: Runtime) -> int:
    """Put the reminders of tomorrow's appointments in the outbox; gives how many. Raises DatabaseDownError."""
    now = runtime.clock.now()
    if not _FROM_HOUR <= now.astimezone(PARIS).hour < _UNTIL_HOUR:
        return 0
    settings, put = runtime.settings, 0
    with runtime.database.write() as session:
        known = {antenna.code: antenna for antenna in antennas(session)}
        for due in due_reminders(session, now, may_email=bool(settings.smtp_url)):
            antenna = known.get(due.row.antenna)
            if antenna is None:
                continue
            convention = convention_of(session, due.draft.convention_version)
            channel = Channel.SMS if due.told_by is Told.TEXT else Channel.WEB
            text = say(convention, SENTENCE, channel, False, **_parts(due, antenna, now))
            try:
                tell(
                    session,
                    due.draft.request_id,
                    due.told_by,
                    plain_signs(text) if due.told_by is Told.TEXT else text,
                    key=key_of(due.row, REMINDER),
                    now=now,
                    daily_limit=settings.sms_per_day,
                    not_before=now,
                    reminder=True,
                )
            except UntoldError:
                # She wants no texts, or had enough of them today.
                continue
            put += 1
            if due.told_by is Told.TEXT:
                _listen(session, due, now)
    return put


def _listen(session: Session, due: DueReminder, now: datetime) -> None:
    """What she answers, in whatever words, belongs to this request, however long ago she wrote last."""
    thread = text_thread(session, due.draft, due.draft.request_id)
    if thread is not None:
        touch_thread(session, thread.token, thread.service_number, now)


def _parts(due: DueReminder, antenna: Antenna, now: datetime) -> dict[str, str]:
    when = moment_in_words(due.row.starts_at, now.astimezone(PARIS).date())
    return {"when": f"demain, {when}", "place": place_in_words(due.row, antenna), "phone": spoken_phone(antenna.phone)}
