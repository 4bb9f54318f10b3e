"""The panel in which a human decides, and the history of what was decided, in plain French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.views.words import axis_label, moment
from intake.clock import PARIS
from intake.convention import Convention
from intake.deciding import (
    LONGEST_TEXT,
    CloseOutcome,
    DecisionKind,
    Event,
    MayBeWrong,
    OrientReason,
    OtherAxis,
    ToldBy,
    Worker,
    allowed,
    axes_to_choose,
)
from intake.directory import NearBy, Organisation
from intake.labels import capital, code_of, label_of
from intake.requests import reference_in_pairs
from intake.storage import DecisionRow, HandoffRow
from lexicon.codes import Code, HandoffStatus

# Chosen in the list of organisations when none of them is the right one; never the key of a door.
OTHER_DOOR = "-"
# Before the identifier of a sheet of the directory; no name begins so.
SHEET = "fiche:"

_ACTS = {
    "take_in_review": "a pris la demande en charge",
    "assign": "a attribué la demande depuis la file",
    "alarm_seen": "a vu l’alerte de danger",
    "alarm_confirmed": "a confirmé le danger",
    "alarm_lifted": "a levé l’alerte de danger",
    "appointment_make": "a fixé un rendez-vous",
    "appointment_move": "a déplacé un rendez-vous",
    "appointment_cancel": "a annulé un rendez-vous",
    "undo": "a annulé la décision",
}
_DONE = {
    DecisionKind.ACCEPT: "a accepté la demande",
    DecisionKind.ASSIGN: "a confié la demande",
    DecisionKind.ASK: "a noté une question pour la personne",
    DecisionKind.RESUME: "a mis fin à l’attente",
    DecisionKind.ORIENT: "a orienté la personne",
    DecisionKind.CLOSE: "a clos la demande",
    DecisionKind.REOPEN: "a rouvert la demande",
}
# Deciding tells her nothing yet.
_STILL_TO_TELL = {ToldBy.TEXT.value: " Le message partira à cette heure-là.", ToldBy.CALL.value: " Il reste à l’appeler pour le lui dire."}
_AXES = {OtherAxis.OUTSIDE.value: "hors des axes, par décision humaine"}


@dataclass(frozen=True, slots=True)
class Group:
    """Options of a list under one heading."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in a form, given back when it could not be taken."""

    kind: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    wrong: tuple[str, ...] = ()

    def of(self, name: str, kind: str) -> str:
        """The value of a field of that form; nothing in the other forms."""
        return self.values.get(name, "") if kind == self.kind else ""


@dataclass(frozen=True, slots=True)
class DecidePanel:
    """Everything that the forms of a decision offer."""

    id: str
    version: str
    can: frozenset[str]
    axes: tuple[tuple[str, str], ...]
    places: tuple[Group, ...]
    place: str
    wrong: tuple[Group, ...]
    reasons: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    doors: tuple[Group, ...]
    # The one that is chosen before she looks: typed, or found in the directory.
    door: str
    ways: tuple[tuple[str, str], ...]
    may_text: bool
    longest_text: int
    call_me: str
    decided: str | None
    typed: Typed
    errors: Mapping[str, str]

    def shows(self, *kinds: str) -> bool:
        """Whether one of these decisions is possible here, and open to this visitor."""
        return not self.can.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that was done: when, a sentence, and the words that went with it."""

    at: str
    sentence: str
    words: str
    undone: bool


@dataclass(frozen=True, slots=True)
class UndoBar:
    """The newest decision while it can still be undone."""

    id: str
    decision: str
    sentence: str
    until: str


def decide_panel(
    row: HandoffRow,
    convention: Convention,
    *,
    kinds: Iterable[DecisionKind],
    me: Worker | None,
    workers: Iterable[Worker],
    antennas: Mapping[str, str],
    phone: str,
    wrong: Iterable[MayBeWrong],
    may_text: bool,
    decided: str | None,
    near: NearBy,
    chosen: Organisation | None,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
) -> DecidePanel:
    """The forms of a hand-off for one visitor: `kinds` are those that her role may take, `me` herself where she follows files."""
    status = HandoffStatus(row.status)
    workers = tuple(workers)
    followed_by = row.assigned_to if any(worker.id == row.assigned_to for worker in workers) else None
    # Her own name first where she is a social worker and nobody follows the file yet.
    mine = followed_by or (me.id if me else None)
    return DecidePanel(
        id=row.id,
        version=row.updated_at.isoformat(),
        can=frozenset(kind.value for kind in kinds if allowed(kind, status)),
        axes=tuple((code, capital(name)) for code, name in axes_to_choose(convention)),
        places=_places(workers, antennas),
        place=f"membre:{mine}" if mine else f"antenne:{row.antenna}" if row.antenna else "",
        wrong=_wrong(wrong),
        reasons=_labels(OrientReason),
        outcomes=_labels(CloseOutcome),
        doors=_doors(row, convention, near, chosen),
        door=(typed.of("organisme", "orient") if typed else "") or (f"{SHEET}{chosen.id}" if chosen else ""),
        ways=_labels(ToldBy) if may_text else _labels([ToldBy.CALL]),
        may_text=may_text,
        longest_text=LONGEST_TEXT,
        call_me=f"Bonjour. Du nouveau pour votre demande {reference_in_pairs(row.reference)}. Appelez-nous au {phone}.",
        decided=decided,
        typed=typed or Typed(),
        errors=errors or {},
    )


def _labels(codes: Iterable[Code]) -> tuple[tuple[str, str], ...]:
    return tuple((code.value, capital(code.label)) for code in codes)


def _places(workers: tuple[Worker, ...], antennas: Mapping[str, str]) -> tuple[Group, ...]:
    groups = []
    for code, name in antennas.items():
        there = tuple((f"membre:{worker.id}", worker.name) for worker in workers if worker.antenna == code)
        groups.append(Group(name, ((f"antenne:{code}", f"{name}, sans nom encore"), *there)))
    nowhere = tuple((f"membre:{worker.id}", worker.name) for worker in workers if worker.antenna not in antennas)
    return (*groups, Group("Sans antenne", nowhere)) if nowhere else tuple(groups)


def _wrong(found: Iterable[MayBeWrong]) -> tuple[Group, ...]:
    titles = {"rule": "Une règle", "topic": "Un sujet entendu", "fact": "Une information"}
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in titles}
    for one in found:
        groups[one.kind.value].append((f"{one.kind.value}:{one.code}", capital(one.label)))
    return tuple(Group(titles[kind], tuple(options)) for kind, options in groups.items() if options)


def _doors(row: HandoffRow, convention: Convention, near: NearBy, chosen: Organisation | None) -> tuple[Group, ...]:
    """The organisations: the one that was found in the directory, those of the proposal, the nearest, then the other named doors.

    A sheet of the directory goes by its identifier and tells its last check; a name is its own value.
    """
    proposed = [door["organisation"] for door in row.proposal["orientation"]]
    sheets = [sheet for name in proposed for sheet in near.doors.get(name, ())]
    names = dict.fromkeys(door.organisation for door in convention.next_doors.doors.values() if door.organisation not in proposed)
    known = [sheet for name in names for sheet in near.doors.get(name, ())]
    told: set[str] = set()

    def offered(found: Iterable[Organisation]) -> tuple[tuple[str, str], ...]:
        new = {sheet.id: sheet for sheet in found if sheet.id not in told}
        told.update(new)
        return tuple((f"{SHEET}{sheet.id}", _with_check(sheet)) for sheet in new.values())

    groups = (
        Group("Choisie dans l’annuaire", offered([chosen] if chosen else ())),
        Group("Proposées pour cette demande", (*offered(sheets), *((name, f"{name} (sans fiche)") for name in dict.fromkeys(proposed)))),
        Group("Dans l’annuaire, près de chez elle", offered([*known, *near.nearest])),
        Group("Sans fiche", (*((name, name) for name in names), (OTHER_DOOR, "Un autre service (à nommer)"))),
    )
    return tuple(group for group in groups if group.options)


def _with_check(sheet: Organisation) -> str:
    """« CCAS de Nantes (vérifié le 3 mars 2026) »."""
    return f"{sheet.name} ({'à vérifier : ' if sheet.freshness.stale else ''}{sheet.freshness.sentence})"


def undo_bar(row: HandoffRow, last: DecisionRow, convention: Convention) -> UndoBar:
    """The bar of a decision that can still be undone."""
    local = last.effective_at.astimezone(PARIS)
    leaves = _STILL_TO_TELL.get(last.told_by or "", "")
    axis = f" ({_axis(convention, last.axis)})" if last.axis else ""
    sentence = f"{capital(label_of(DecisionKind, last.kind))}{axis}.{leaves}"
    return UndoBar(row.id, last.id, sentence, f"{local.hour} h {local.minute:02d}")


def history_lines(events: Iterable[Event], convention: Convention, antennas: Mapping[str, str], today: date) -> tuple[HistoryLine, ...]:
    """The history in sentences, newest first."""
    return tuple(
        HistoryLine(
            moment(event.at, today),
            sentence_of(event, convention, antennas),
            (event.decision.words or "") if event.decision and event.what != "undo" else "",
            undone=event.what != "undo" and event.decision is not None and event.decision.undone_at is not None,
        )
        for event in events
    )


def sentence_of(event: Event, convention: Convention, antennas: Mapping[str, str]) -> str:
    """« Léa Roux a accepté la demande : axe emploi, confiée à Inès Petit (Antenne de Nantes). »."""
    decision = event.decision
    if decision is not None and event.what == DecisionKind.RESUME.value and event.by is None:
        return "La personne a écrit : l’attente est terminée."
    if decision is not None and event.what == DecisionKind.REOPEN.value and event.by is None:
        return "La personne dit qu’elle n’a pas eu de réponse : la demande revient à vous."
    who = event.by or "Un compte effacé"
    if decision is None or event.what == "undo":
        return f"{who} {_ACTS.get(event.what, event.what)}."
    details = [detail for detail in _details(event, decision, convention, antennas) if detail]
    return f"{who} {_DONE[DecisionKind(decision.kind)]}{' : ' + ', '.join(details) if details else ''}."


def _details(event: Event, decision: DecisionRow, convention: Convention, antennas: Mapping[str, str]) -> list[str]:
    place = antennas.get(decision.antenna, decision.antenna) if decision.antenna else ""
    told = label_of(ToldBy, decision.told_by) if decision.told_by else ""
    match DecisionKind(decision.kind):
        case DecisionKind.ACCEPT:
            return [_axis(convention, decision.axis or ""), _to(event.worker, place)]
        case DecisionKind.ASSIGN:
            back = decision.assigned_to is None and decision.before["assigned_to"] and decision.before["antenna"] == decision.antenna
            return ["à personne pour l’instant" if back else _to(event.worker, place)]
        case DecisionKind.ASK:
            return [f"à lui poser {told}"]
        case DecisionKind.ORIENT:
            return [decision.organisation or "", label_of(OrientReason, decision.reason or ""), f"à lui dire {told}"]
        case DecisionKind.CLOSE:
            return [label_of(CloseOutcome, decision.reason or "")]
        case _:
            return []


def _axis(convention: Convention, axis: str) -> str:
    return _AXES.get(axis) or (other.label if (other := code_of(OtherAxis, axis)) else axis_label(convention, axis))


def _to(worker: str | None, place: str) -> str:
    if worker:
        return f"confiée à {worker} ({place})" if place else f"confiée à {worker}"
    return f"confiée à : {place}" if place else ""


def changed_sentence(event: Event | None, convention: Convention, antennas: Mapping[str, str], now: datetime) -> str:
    """What happened meanwhile, as far as the history tells it."""
    if event is None:
        return "La demande a changé pendant que vous la lisiez. Relisez-la avant de décider."
    told = f"{capital(moment(event.at, now.astimezone(PARIS).date()))} : {sentence_of(event, convention, antennas)}"
    return f"La demande a changé pendant que vous la lisiez. {told} Relisez-la avant de décider."
