"""The facts that rules may test besides fields: names, kinds, French labels, inputs. Computed in `intake.eligibility`."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

TOPIC_PREFIX: Final = "topic:"
# Among the inputs of a derived fact: every topic of the convention.
ALL_TOPICS: Final = "topic:*"
# Heard when nothing else fits: it tells nothing of the other topics.
NO_TOPIC: Final = "autre"
DANGER: Final = "danger"


class FactKind(StrEnum):
    """What a cell may test on a fact."""

    BOOLEAN = "boolean"
    CLOSED = "closed"
    NUMBER = "number"


class DerivedFact(NamedTuple):
    """A fact computed in code from its inputs (fields, topics, other derived facts)."""

    code: str
    kind: FactKind
    label: str
    inputs: tuple[str, ...]


DERIVED: Final[dict[str, DerivedFact]] = {
    fact.code: fact
    for fact in (
        DerivedFact("in_region", FactKind.BOOLEAN, "habite la région du service", ("postal_code",)),
        DerivedFact("sick_leave_days", FactKind.NUMBER, "jours d’arrêt de travail", ("sick_leave_since",)),
        DerivedFact("days_since_discharge", FactKind.NUMBER, "jours depuis la sortie de l’hôpital", ("hospital_discharge_date",)),
        DerivedFact(
            "health_reason",
            FactKind.BOOLEAN,
            "raison de santé",
            ("sick_leave", "rqth", "invalidity", "work_accident", "hospital_status", "topic:maladie_grave"),
        ),
        DerivedFact("other_topic_only", FactKind.BOOLEAN, "seulement des sujets que d’autres services suivent", (ALL_TOPICS,)),
    )
}


def topic_fact(topic: str) -> str:
    """The name of the fact that says whether a topic was heard."""
    return TOPIC_PREFIX + topic
