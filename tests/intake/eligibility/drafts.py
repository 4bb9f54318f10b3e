"""Drafts in one line, and the sample convention written a second time, by hand, to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product
from typing import Any

from intake.draft import Answer, DangerHeard, Draft, Said, TopicHeard
from lexicon.codes import AnswerStatus, Channel, DangerKind, Outcome

TODAY = date(2026, 11, 23)
OTHERS = [
    "budget",
    "logement",
    "rsa_caf",
    "retraite",
    "mdph",
    "papiers_cpam",
    "titre_sejour",
    "famille_enfants",
    "perte_autonomie",
    "aidant",
    "deces",
]


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def draft(*topics: str, danger: DangerKind | None = None, account: str | None = None, **answers: Any) -> Draft:
    """A draft; an answer is a value, an AnswerStatus without a value, or (value, status)."""
    told = account if account is not None else "récit" if topics else ""
    recorded = {}
    for field, given in answers.items():
        value, status = (
            (None, given) if isinstance(given, AnswerStatus) else given if isinstance(given, tuple) else (given, AnswerStatus.TOLD)
        )
        recorded[field] = Answer(field=field, value=value, status=status, words=None if value is None else f"mots {field}")
    return Draft(
        request_id="r",
        channel=Channel.WEB,
        reference_date=TODAY,
        convention_version=1,
        account=(Said(text=told, at=datetime(2026, 11, 23, 9, tzinfo=UTC)),) if told else (),
        answers=recorded,
        topics=tuple(TopicHeard(code=topic, words=f"mots {topic}") for topic in topics),
        danger=None if danger is None else DangerHeard(kind=danger, words="mots danger"),
    )


# Somebody of the region for whom every answer is "no".
NEUTRAL: dict[str, Any] = {
    "for_whom": "self",
    "postal_code": "44000",
    "regime": "general",
    "employment_status": "salarie_cdi",
    "sick_leave": "non",
    "job_risk": "non",
    "hospital_status": "non",
    "care_renounced": "non",
    "rqth": "non",
    "work_accident": "non",
    "invalidity": "non",
}

DOMAINS: dict[str, list[Any]] = {
    "for_whom": ["self", "other"],
    "person_agreement": ["oui", "non", "ne_peut_pas"],
    "postal_code": ["49100", "35000"],
    "regime": ["general", "agricole", "fonction_publique", "independant", "special", "autre"],
    "employment_status": [
        "salarie_cdi",
        "salarie_cdd",
        "interim",
        "independant",
        "fonctionnaire",
        "demandeur_emploi",
        "sans_activite",
        "etudiant",
        "retraite",
        "autre",
    ],
    "sick_leave": ["oui", "non"],
    "sick_leave_since": [ago(10), ago(89), ago(90), ago(400)],
    "job_risk": ["oui", "non"],
    "hospital_status": ["hospitalise", "sortie_prevue", "sorti", "non"],
    "hospital_discharge_date": [ago(-5), ago(90), ago(91)],
    "care_renounced": ["oui", "non"],
    "rqth": ["oui", "non", "en_cours"],
    "work_accident": ["oui", "non"],
    "invalidity": ["oui", "non", "en_cours"],
}
TOPICS_IN_RULES = [
    "risque_emploi",
    "reprise",
    "arret_travail",
    "accident_travail",
    "maladie_grave",
    "hospitalisation",
    "sortie_hopital",
    "acces_soins",
    "violence",
]


def topic_sets() -> Iterator[frozenset[str]]:
    """Sets of recognised topics, one for each way the sample rules can tell them apart."""
    names = [*TOPICS_IN_RULES, "invalidite", "budget"]
    return (frozenset(some) for size in range(1, len(names) + 1) for some in combinations(names, size))


def days(value: str) -> int:
    return (TODAY - date.fromisoformat(value)).days


def by_hand(facts: dict[str, Any], topics: Iterable[str]) -> Outcome:
    """The outcome of complete facts, from the text of the sample convention."""
    heard = set(topics)
    leave, status = facts["sick_leave"] == "oui", facts["employment_status"]
    risk = facts["job_risk"] == "oui" and status not in ("demandeur_emploi", "sans_activite", "etudiant", "retraite")
    hospital, renounced = facts["hospital_status"], facts["care_renounced"] == "oui"
    reason = (
        leave
        or facts["rqth"] in ("oui", "en_cours")
        or facts["invalidity"] in ("oui", "en_cours")
        or facts["work_accident"] == "oui"
        or hospital in ("hospitalise", "sortie_prevue")
        or "maladie_grave" in heard
    )
    if facts["regime"] in ("agricole", "fonction_publique", "special") or status == "fonctionnaire":
        return Outcome.OUT_OF_SCOPE
    if not facts["postal_code"].startswith(("44", "49", "53", "72", "85")):
        return Outcome.NEEDS_HUMAN_REVIEW
    if facts["for_whom"] == "other" and facts["person_agreement"] == "non":
        return Outcome.NEEDS_HUMAN_REVIEW
    if heard and heard <= set(OTHERS) and not leave and not risk and hospital == "non" and not renounced:
        return Outcome.OUT_OF_SCOPE
    long_leave = leave and days(facts["sick_leave_since"]) >= 90
    e1 = status in ("salarie_cdi", "salarie_cdd", "interim", "independant", "autre") and leave
    e1 = e1 and ("risque_emploi" in heard or "reprise" in heard or risk or long_leave)
    e2 = status != "retraite" and reason and risk
    e3 = status == "demandeur_emploi" and reason and "reprise" in heard
    no_work = status == "retraite" or (
        not leave and not reason and not risk and not heard & {"risque_emploi", "reprise", "arret_travail", "accident_travail"}
    )
    care = hospital in ("hospitalise", "sortie_prevue") or renounced or bool(heard & {"maladie_grave", "hospitalisation", "acces_soins"})
    care = care or (hospital == "sorti" and days(facts["hospital_discharge_date"]) <= 90)
    no_care = hospital == "non" and not renounced
    no_care = no_care and not heard & {"hospitalisation", "sortie_hopital", "maladie_grave", "acces_soins", "violence"}
    if e1 or e2 or e3 or care:
        return Outcome.AXIS_OK
    return Outcome.OUT_OF_SCOPE if no_work and no_care else Outcome.NEEDS_HUMAN_REVIEW


def completions(known: dict[str, Any], unknown: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every way to fill the unknown fields."""
    names = list(unknown)
    for values in product(*(DOMAINS[name] for name in names)):
        yield known | dict(zip(names, values, strict=True))
