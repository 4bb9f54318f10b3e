"""The columns of the file of figures: each with its name, what it means, and how a cell is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from intake.deciding import OtherAxis
from intake.labels import label_of
from lexicon.codes import Channel, HandoffStatus, Outcome, Topic


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What is counted of one hand-off: codes, a day and delays; an empty text stands for « not yet »."""

    day: date
    channel: str
    antenna: str
    axis: str
    outcome: str
    complete: bool
    urgent: bool
    status: str
    topics: tuple[str, ...]
    hours_allowed: int
    overdue: bool
    # Working days until somebody spoke with the person; None while nobody has.
    days_to_contact: int | None = None
    decided: str = ""
    agrees: bool | None = None
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its definition in one sentence, and its cell."""

    name: str
    means: str
    cell: Callable[[FigureLine], str]


# What the machine may propose besides one axis of the convention.
_PROPOSED: Final = {"both": "les deux axes", "none": "aucun axe", "undetermined": "à déterminer"}

COLUMNS: Final[tuple[Column, ...]] = (
    Column("date", "Jour où la demande a été transmise, à Paris.", lambda line: line.day.isoformat()),
    Column("canal", "Par où la personne s’est adressée au service.", lambda line: label_of(Channel, line.channel)),
    Column("antenne", "Code de l’antenne qui suit la demande ; « (à déterminer) » tant qu’aucune ne la suit.", lambda line: line.antenna),
    Column(
        "axe proposé",
        "Axe que les règles de la convention proposent ; une personne décide.",
        lambda line: _PROPOSED.get(line.axis, line.axis),
    ),
    Column("proposition", "Ce que les règles proposent d’en faire.", lambda line: label_of(Outcome, line.outcome)),
    Column(
        "axe décidé",
        "Axe choisi par la dernière acceptation non annulée ; vide tant que personne n’a accepté.",
        lambda line: label_of(OtherAxis, line.decided),
    ),
    Column(
        "accord",
        "« oui » quand cette décision suit la proposition, « non » quand elle s’en écarte ; vide quand il n’y avait rien à suivre.",
        lambda line: "" if line.agrees is None else _yes(line.agrees),
    ),
    Column("complète", "« oui » quand tout ce que la convention rend obligatoire est renseigné.", lambda line: _yes(line.complete)),
    Column("urgente", "« oui » quand un danger a été entendu ou qu’une règle dit l’urgence.", lambda line: _yes(line.urgent)),
    Column("statut", "Où en est la demande aujourd’hui.", lambda line: label_of(HandoffStatus, line.status)),
    Column(
        "issue", "Comment elle s’est terminée : orientée ou close, et pourquoi ; vide tant qu’elle est ouverte.", lambda line: line.ending
    ),
    Column("sujets", "Sujets entendus, séparés par une barre.", lambda line: " | ".join(label_of(Topic, topic) for topic in line.topics)),
    Column(
        "heures jusqu’à l’échéance",
        "Heures, nuits comprises, entre la transmission et l’échéance promise du premier contact.",
        lambda line: str(line.hours_allowed),
    ),
    Column(
        "échéance dépassée",
        "« oui » quand l’échéance est passée et que personne n’a encore pris la demande en charge.",
        lambda line: _yes(line.overdue),
    ),
    Column(
        "jours ouvrés jusqu’au premier contact",
        "Jours ouvrés de l’antenne entre la transmission et la première conversation avec la personne, 0 le jour même. "
        "Un essai sans réponse ne compte pas ; l’attente d’une réponse de la personne compte. Vide tant que personne ne lui a parlé.",
        lambda line: "" if line.days_to_contact is None else str(line.days_to_contact),
    ),
)


def _yes(value: bool) -> str:
    return "oui" if value else "non"
