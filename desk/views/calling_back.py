"""Calling people back, in words: the list of whom to call, and the panel of one hand-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.views.words import moment
from intake.appointments import Asked, moment_in_words
from intake.calling_back import VAIN_TRIES, AskedCall, Attempt, Availability, Callee, CallList, CallResult
from intake.calling_back.times import Part
from intake.clock import DAYS, PARIS, in_words
from intake.labels import all_of, capital, label_of
from intake.requests import reference_in_pairs
from intake.telling import TellingKind, ToSay

_PARTS = {Part.MORNING: "le matin", Part.AFTERNOON: "l’après-midi", None: ""}
_BY = {"appel": "par téléphone", "sms": "par SMS", "email": "par e-mail", "courrier": "par courrier"}
_NEEDS = {
    "interprete": "avec un interprète",
    "lsf": "en langue des signes",
    "relais": "par un relais téléphonique",
    "aphasie": "en laissant du temps pour parler, ou plutôt en se voyant",
    "face_a_face": "plutôt en se voyant",
    "visite": "plutôt chez elle",
    "accompagnant": "avec la personne qui l’accompagne",
    "facile_a_lire": "avec des mots simples",
}
_UNKNOWN = "On ne sait pas si l’appeler est sans risque : ne laissez aucun message, ne dites rien à qui répond."
# What has to be there before the number is dialled.
_BEFORE = {
    "interprete": "Prévoyez un interprète avant d’appeler.",
    "lsf": "Elle parle en langue des signes : prévoyez un interprète, ou voyez-la.",
    "relais": "Appelez par un relais téléphonique.",
    "aphasie": "Parler lui est difficile : laissez-lui du temps. Proposez de se voir{written}.",
    "face_a_face": "Elle préfère qu’on se voie : proposez un rendez-vous.",
    "visite": "Elle ne se déplace pas : proposez une visite.",
    "accompagnant": "Elle veut qu’on l’accompagne : demandez qui doit être là.",
}
UNSAFE = (
    "Elle a dit que l’appeler peut la mettre en danger. Attendez qu’elle rappelle ou qu’elle vienne, ou passez par un professionnel "
    "qu’elle a nommé. Si vous devez appeler : numéro masqué, aucun message, rien à qui répond à sa place."
)


@dataclass(frozen=True, slots=True)
class CalleeLine:
    """One person to call, in words."""

    id: str
    reference: str
    headline: str
    urgent: bool
    late: bool
    due: str
    antenna: str
    reachable: str
    wishes: tuple[str, ...]
    safe_unknown: bool
    tried: str
    when: str
    ways: tuple[str, ...]
    why_otherwise: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallListScreen:
    """The page « À rappeler maintenant »."""

    now: tuple[CalleeLine, ...]
    later: tuple[CalleeLine, ...]
    unsafe: tuple[CalleeLine, ...]
    otherwise: tuple[CalleeLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class CallPanel:
    """Noting a call on the page of a hand-off. `tries`: what was tried, with its note."""

    handoff_id: str
    line: CalleeLine
    results: tuple[tuple[str, str], ...]
    tries: tuple[tuple[str, str, str], ...]
    draft: str
    contacted: bool
    over: bool
    unsafe: bool
    # What to know before dialling.
    before: tuple[str, ...]
    asks_answer: bool


@dataclass(frozen=True, slots=True)
class UndoPanel:
    """What was just noted, and may still be undone."""

    attempt_id: str
    result: str
    reference: str
    until: str
    # The next person to call has opened by itself: a tired reader might take her for the one before.
    elsewhere: bool


def call_list_screen(found: CallList, antennas: Mapping[str, str], now: datetime) -> CallListScreen:
    """The page; `antennas` gives the name of each code."""
    at_once, later, unsafe, otherwise = (
        tuple(callee_line(one, antennas, now) for one in part) for part in (found.now, found.later, found.unsafe, found.otherwise)
    )
    return CallListScreen(at_once, later, unsafe, otherwise, found.next_cursor)


def callee_line(one: Callee, antennas: Mapping[str, str], now: datetime) -> CalleeLine:
    """One person to call."""
    today = now.astimezone(PARIS).date()
    return CalleeLine(
        id=one.handoff_id,
        reference=reference_in_pairs(one.reference),
        headline=one.headline,
        urgent=one.urgent,
        late=one.due_at < now,
        due=in_words(one.due_at, today),
        antenna=antennas.get(one.antenna, one.antenna) if one.antenna else "antenne à déterminer",
        reachable=availability_in_words(one.availability),
        wishes=_wishes(one),
        safe_unknown=one.answers.get("safe_contact") is None,
        tried=_tried(one, today),
        when="" if one.when is None or one.when <= now else when_in_words(one.when, today),
        ways=tuple(way.label for way in one.ways),
        why_otherwise=_why_otherwise(one),
        says=tuple(to_say_in_words(said) for said in one.says),
    )


def call_panel(one: Callee, tries: tuple[Attempt, ...], draft: str, contacted: bool, over: bool, now: datetime) -> CallPanel:
    """The panel of a hand-off; `over`: it is closed, nobody is to be called any more."""
    today = now.astimezone(PARIS).date()
    return CallPanel(
        handoff_id=one.handoff_id,
        line=callee_line(one, {}, now),
        results=tuple((result.value, capital(result.label)) for result in CallResult),
        tries=tuple((capital(label_of(CallResult, each.result)), moment(each.at, today), each.note or "") for each in tries),
        draft=draft,
        contacted=contacted,
        over=over,
        unsafe=one.unsafe,
        before=before_calling(one),
        asks_answer=any(said.kind is TellingKind.FOLLOW_UP for said in one.says),
    )


def undo_panel(attempt: Attempt, reference: str, until: datetime, elsewhere: bool) -> UndoPanel:
    """What was just noted; `elsewhere` when the screen shows another hand-off."""
    local = until.astimezone(PARIS)
    return UndoPanel(attempt.id, attempt.result.label, reference_in_pairs(reference), f"{local.hour} h {local.minute:02d}", elsewhere)


def to_say_in_words(said: ToSay) -> str:
    """« à lui dire : elle est orientée vers la MDPH. Note : … »."""
    match said.kind:
        case TellingKind.ORIENTATION:
            note = f" Note : {said.words}" if said.words else ""
            return f"à lui dire : elle est orientée vers « {said.organisation} ».{note}"
        case TellingKind.QUESTION:
            return f"à lui demander : {said.words}"
        case TellingKind.FOLLOW_UP:
            return f"à lui demander, une seule fois : « {said.organisation} » lui a-t-il répondu ?"


def availability_in_words(availability: Availability) -> str:
    """« le mardi et le jeudi, le matin »; empty when any time will do."""
    days_said = sorted(availability.days or ())
    named = [f"le {DAYS[day]}" for day in days_said] if len(days_said) < 5 else []
    return ", ".join(part for part in (all_of(named), _PARTS[availability.part]) if part)


def when_in_words(at: datetime, today: date) -> str:
    """« aujourd’hui à partir de 13 h 30 », « mardi 24 novembre à partir de 9 h 00 »."""
    return moment(at, today).replace(" à ", " à partir de ")


def _wishes(one: Callee) -> tuple[str, ...]:
    by = _BY.get(str(one.answers.get("contact_preference")))
    needs = one.answers.get("communication_needs")
    said = [_NEEDS[need] for need in needs if need in _NEEDS] if isinstance(needs, list) else []
    return tuple(([f"préfère {by}"] if by and by != _BY["appel"] else []) + said)


def before_calling(one: Callee) -> tuple[str, ...]:
    """What to know before dialling, said at the place where the call is noted."""
    needs = one.answers.get("communication_needs")
    safe = one.answers.get("safe_contact")
    written = " ou de s’écrire" if safe == "oui" else ""
    said = [_BEFORE[need].format(written=written) for need in needs if need in _BEFORE] if isinstance(needs, list) else []
    by = _BY.get(str(one.answers.get("contact_preference")))
    preferred = [f"Elle préfère être jointe {by}."] if by and by != _BY["appel"] and safe == "oui" else []
    unknown = (
        ["On ne sait pas si l’appeler est sans risque : ne laissez aucun message, ne dites rien à qui répond."] if safe is None else []
    )
    return (*unknown, *said, *preferred)


def asked_lines(found: Iterable[AskedCall], antennas: Mapping[str, str], now: datetime) -> tuple[tuple[CalleeLine, str], ...]:
    """Those who want an appointment changed, each with what she wants."""
    today = now.astimezone(PARIS).date()
    return tuple(
        (
            callee_line(one.callee, antennas, now),
            f"veut {label_of(Asked, one.asked)} son rendez-vous du {moment_in_words(one.starts_at, today)}",
        )
        for one in found
    )


def _tried(one: Callee, today: date) -> str:
    if one.last_result is None or one.last_at is None:
        return ""
    count = f"{one.tries} essais en vain, le dernier" if one.tries > 1 else "un essai"
    return f"{count} {moment(one.last_at, today)} : {one.last_result.label}"


def _why_otherwise(one: Callee) -> str:
    match one.last_result:
        case CallResult.WRONG_NUMBER:
            return "Le numéro est faux."
        case CallResult.REFUSED:
            return "Elle ne veut pas être rappelée : décidez de la suite."
        case _ if one.tries >= VAIN_TRIES:
            return f"{one.tries} appels en vain."
        case _ if one.otherwise and one.last_result is None:
            return "Aucun numéro n’est connu."
        case _:
            return ""
