"""One hand-off on one screen, in the order in which it is read: the person first, the machine's proposal last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.views.delivery import not_arrived
from desk.views.proposal import Proposal, proposal_of
from desk.views.queue import contact_clock, is_late
from desk.views.safety import safety_of
from desk.views.words import moment
from intake.clock import PARIS
from intake.convention import FieldDefinition, FieldKind
from intake.draft import Draft
from intake.labels import capital, label_of
from intake.requests import HandoffView, Item, UndeliveredText, reference_in_pairs
from intake.summary import in_words, spoken_phone
from lexicon import mask_nir
from lexicon.codes import AnswerStatus, Channel, HandoffStatus, SaidBy, Sender

_E164 = re.compile(r"\+[1-9]\d{5,14}\Z")
_UNSAID = frozenset({AnswerStatus.NOT_ASKED.value, AnswerStatus.NOT_APPLICABLE.value})
_CONTACT = ("contact_preference", "availability", "communication_needs")
# Shown above the table, whole.
_OWN_WORDS = "narrative"


@dataclass(frozen=True, slots=True)
class Told:
    """One message of the account, or of the exchange; `note` says how it was said when that was not in words."""

    who: str
    at: str
    text: str
    by_person: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call; `link` is None when it cannot be dialled."""

    label: str
    spoken: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the person without harm; `safe` is one of oui, non, inconnu."""

    safe: str
    advice: str
    phones: tuple[Phone, ...]
    email: str | None
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in words, with where it comes from."""

    label: str
    value: str
    words: str
    status: str
    status_code: str
    who: str


@dataclass(frozen=True, slots=True)
class Danger:
    """A danger heard: its kind, its words, whether a human confirmed it, whether one has seen it, what is said to the person."""

    kind: str
    words: str
    confirmed: bool
    seen: bool
    # What the convention says to somebody who tells of it.
    to_say: str


@dataclass(frozen=True, slots=True)
class HandoffScreen:
    """The whole page of a hand-off."""

    id: str
    reference: str
    on_line: str | None
    status: str
    status_code: str
    is_new: bool
    urgent: bool
    late: bool
    due: str
    received: str
    channel: str
    antenna: str
    danger: Danger | None
    ask_person_first: bool
    speaker: str | None
    account: tuple[Told, ...]
    contact: Contact
    # As the person gave it, for the top of the page: never in an address nor a title.
    name: str | None
    headline: str
    summary: tuple[tuple[str, str], ...]
    # The machine's own part of the summary: it is read with the proposal, last.
    evaluation: str
    facts: tuple[FactLine, ...]
    unsaid: tuple[FactLine, ...]
    missing: tuple[str, ...]
    not_arrived: str | None
    transcript: tuple[Told, ...]
    proposal: Proposal


def handoff_screen(
    view: HandoffView,
    transcript: Iterable[Item],
    antennas: Mapping[str, str],
    now: datetime,
    *,
    alarm_seen: bool = False,
    on_line: bool = False,
    lost_text: UndeliveredText | None = None,
) -> HandoffScreen:
    """The screen of a hand-off; `antennas` gives the name of each code, `on_line` tells that the caller is on the telephone now."""
    row, draft = view.row, view.draft
    today = now.astimezone(PARIS).date()
    facts = [_fact(view.convention.field(code), answer) for code, answer in view.answers().items() if code != _OWN_WORDS]
    sections = (("Situation", "situation"), ("Antécédents", "antecedents"), ("Demande", "demande"))
    other = draft.value("for_whom") == "other"
    return HandoffScreen(
        id=row.id,
        reference=reference_in_pairs(row.reference),
        on_line=f"{capital(_speaker_of(other))} est au téléphone maintenant" if on_line else None,
        status=label_of(HandoffStatus, row.status),
        status_code=row.status,
        is_new=row.status == HandoffStatus.NEW.value,
        urgent=row.urgent,
        late=is_late(row.status, row.due_at, row.first_contact_at, now),
        due=contact_clock(row.status, row.due_at, row.first_contact_at, today),
        received=moment(row.created_at, today),
        channel=label_of(Channel, row.channel),
        antenna=antennas.get(row.antenna, row.antenna) if row.antenna else "antenne à déterminer",
        danger=_danger(view, alarm_seen=alarm_seen),
        ask_person_first=other and draft.value("person_agreement") != "oui",
        speaker=_speaker(view) if other else None,
        account=tuple(
            Told(capital(_narrator(said.said_by, other)), moment(said.at, today), said.text, by_person=True) for said in draft.account
        ),
        contact=_contact(view),
        name=_value(view, "name"),
        headline=row.summary["headline"],
        summary=tuple((title, row.summary[key]) for title, key in sections),
        evaluation=row.summary["evaluation"],
        facts=tuple(fact for fact in facts if fact.status_code not in _UNSAID),
        unsaid=tuple(fact for fact in facts if fact.status_code in _UNSAID),
        missing=tuple(_name(view, code) for code in row.proposal["eligibility"]["missing"]),
        not_arrived=not_arrived(lost_text, today),
        transcript=tuple(_message(item, today) for item in transcript),
        proposal=proposal_of(view),
    )


def _danger(view: HandoffView, *, alarm_seen: bool) -> Danger | None:
    heard, to_say = view.draft.danger, safety_of(view.convention, view.draft)
    if heard is None or to_say is None:
        return None
    return Danger(heard.kind.label, heard.words, heard.confirmed, alarm_seen, to_say)


def _narrator(said_by: SaidBy, other: bool) -> str:
    return _speaker_of(other) if other and said_by is SaidBy.OTHER else said_by.label


def _speaker_of(other: bool) -> str:
    return "la personne qui parle pour elle" if other else "la personne"


def _message(item: Item, today: date) -> Told:
    by_person = item.sender is Sender.PERSON
    note = "au clavier" if item.note == "keypad" else ""
    # A key that is a command, a photo, an event of the line: nothing to quote, and yet something came.
    nothing = {"silence": "(silence)", "keypad": "(une touche)"}.get(item.note or "", "(rien de dit)")
    text = item.text if item.text.strip() or not by_person else nothing
    return Told(capital(item.sender.label), moment(item.at, today), text, by_person, note)


def _name(view: HandoffView, code: str) -> str:
    return capital(view.convention.field(code).label) if view.convention.has_field(code) else code


def _speaker(view: HandoffView) -> str:
    parts = [_value(view, code) for code in ("third_party", "third_party_link")]
    return ", ".join(part for part in parts if part) or "une autre personne"


def _value(view: HandoffView, code: str) -> str | None:
    value = view.draft.value(code)
    return None if value is None or not view.convention.has_field(code) else in_words(view.convention.field(code), value)


def _fact(field: FieldDefinition, answer: Mapping[str, Any]) -> FactLine:
    status, value, words = answer["status"], answer["value"], answer["words"] or ""
    shown = in_words(field, value) if value is not None else ""
    if field.kind is FieldKind.NIR:
        words = mask_nir(words)
    said = status not in _UNSAID
    return FactLine(
        label=capital(field.label),
        value=shown,
        words="" if words.strip() == shown else words,
        status=label_of(AnswerStatus, status),
        status_code=status,
        who=label_of(SaidBy, answer["said_by"]) if said else "",
    )


def _contact(view: HandoffView) -> Contact:
    draft = view.draft
    safe = draft.value("safe_contact")
    phones = [_phone(_name(view, code), draft.value(code)) for code in ("phone", "third_party_phone")]
    email = draft.value("email")
    return Contact(
        safe=str(safe) if safe in ("oui", "non") else "inconnu",
        advice=_advice(draft),
        phones=tuple(phone for phone in phones if phone),
        email=email if isinstance(email, str) else None,
        lines=tuple((_name(view, code), shown) for code in _CONTACT if (shown := _value(view, code))),
    )


def _advice(draft: Draft) -> str:
    match draft.value("safe_contact"):
        case "oui":
            if draft.answers["safe_contact"].said_by is SaidBy.OTHER:
                return "Selon la personne qui parle pour elle, on peut l’appeler ou lui écrire sans risque. Demandez-le-lui d’abord."
            return "La personne dit qu’on peut l’appeler ou lui écrire sans risque."
        case "non":
            return "L’appeler ou lui écrire peut la mettre en danger. Ne laissez aucun message et ne dites rien à qui répond à sa place."
        case _:
            return "On ne sait pas si l’appeler est sans risque. Ne laissez pas de message. Demandez-le-lui d’abord."


def _phone(name: str, value: object) -> Phone | None:
    if not isinstance(value, str):
        return None
    dialled = _E164.match(value) is not None
    return Phone(name, spoken_phone(value) if dialled else value, f"tel:{value}" if dialled else None)
