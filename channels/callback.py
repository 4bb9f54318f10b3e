"""The callback form: works without JavaScript and while the dialogue engine is down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Any

from sqlalchemy.orm import Session

from channels.screening import screen_alone
from intake.convention import Convention
from intake.dialogue import State, callback_received, safety_words
from intake.draft import DangerHeard
from intake.privacy import Indexer
from intake.reading import read_answer
from intake.requests import (
    HandoverReason,
    add_account,
    add_danger,
    existing_handoff,
    hand_over,
    load_conversation,
    open_conversation,
    receive,
    record_answer,
)
from intake.runtime import Runtime
from intake.storage import HandoffRow
from lexicon import mask_nir
from lexicon.codes import AnswerStatus, Channel, SaidBy

MOST_TEXT = 4000
MOST_FIELD = 120
NAME_NEEDED = "Écrivez votre nom, pour que nous sachions qui demander."
PHONE_NEEDED = "Écrivez le numéro où vous rappeler, par exemple 06 39 98 12 34."
TOO_LONG = "Ce texte est trop long. Raccourcissez-le : vous pourrez tout raconter au téléphone."


@dataclass(frozen=True)
class CallbackForm:
    """What was typed, as typed."""

    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    postal_code: str = ""
    when: str = ""
    safe: str = ""
    message: str = ""


@dataclass(frozen=True)
class Received:
    """What the form answers: the promise, the reference, and what to do now if a danger was heard."""

    text: str
    reference: str
    safety: str | None


class CallbackFormError(ValueError):
    """Sentences by field; nothing was changed."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("le formulaire est incomplet")
        self.errors = errors


def read_form(convention: Convention, form: CallbackForm, runtime: Runtime) -> dict[str, Any]:
    """The canonical values of the form; raises CallbackFormError with one sentence per field."""
    errors = {name: TOO_LONG for name in ("first_name", "last_name", "phone", "postal_code") if len(getattr(form, name)) > MOST_FIELD}
    if len(form.message) > MOST_TEXT:
        errors["message"] = TOO_LONG
    if not form.last_name.strip():
        errors["last_name"] = NAME_NEEDED
    if not form.phone.strip():
        errors["phone"] = PHONE_NEEDED
    if errors:
        raise CallbackFormError(errors)
    today = runtime.clock.today()
    values: dict[str, Any] = {"name": {"first": form.first_name.strip() or None, "last": form.last_name.strip()}}
    for code in ("phone", "postal_code"):
        text = getattr(form, code).strip()
        if text:
            reading = read_answer(convention.field(code), text, today=today, channel="web")
            if reading.error or reading.value is None:
                errors[code] = reading.error or PHONE_NEEDED
            else:
                values[code] = reading.value
    if form.when in ("matin", "apres_midi", "indifferent"):
        values["availability"] = {"days": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"], "part": form.when}
    if form.safe in ("oui", "non"):
        values["safe_contact"] = form.safe
    if errors:
        raise CallbackFormError(errors)
    return values


def take_callback(runtime: Runtime, convention: Convention, form: CallbackForm, key: str) -> Received:
    """Make the callback request, once per form; raises CallbackFormError."""
    values = read_form(convention, form, runtime)
    raw = form.message.strip()
    danger = screen_alone(raw)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        handoff = _store(session, runtime.indexer, convention, values, mask_nir(raw), key, now, danger)
        text = callback_received(convention, handoff, runtime.clock.today())
        safety = None if danger is None else safety_words(convention, danger, Channel.WEB)
        return Received(text, handoff.reference, safety)


def _store(
    session: Session,
    indexer: Indexer,
    convention: Convention,
    values: dict[str, Any],
    message: str,
    key: str,
    now: datetime,
    danger: DangerHeard | None,
) -> HandoffRow:
    known = load_conversation(session, key)
    if known is not None:
        handoff = existing_handoff(session, known.request_id)
        if handoff is not None:
            return handoff
    conversation = known or open_conversation(
        session,
        channel=Channel.CALLBACK_FORM,
        locale="fr",
        version=convention.version,
        now=now,
        random=SystemRandom(),
        state=State().model_dump(mode="json"),
        conversation_id=key,
    )
    inbound = receive(session, conversation.id, text=message, client_id="form", now=now)
    for code, value in values.items():
        record_answer(
            session,
            conversation.request_id,
            inbound.id,
            field=code,
            value=value,
            words=None,
            status=AnswerStatus.TOLD,
            said_by=SaidBy.PERSON,
            now=now,
        )
    if message:
        add_account(session, conversation.request_id, inbound.id, text=message, said_by=SaidBy.PERSON, now=now)
    if danger is not None:
        add_danger(session, conversation.request_id, inbound.id, danger, now)
    return hand_over(session, conversation.request_id, reason=HandoverReason.FORM, now=now, indexer=indexer)
