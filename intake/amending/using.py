"""What each question is for: a rule, a duty or a figure; one that serves nothing is one not to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.convention import DERIVED, Convention

# Asked whatever the rules say: without them nobody can be reached safely, routed, named, or counted.
DUTIES: Final[Mapping[str, str]] = {
    "narrative": "le récit de la personne vient avant tout",
    "expectation": "ce qu’elle attend, dans ses mots",
    "for_whom": "on ne parle pas à la place de quelqu’un",
    "name": "savoir à qui l’on parle",
    "birth_date": "retrouver son dossier, et elle seule",
    "phone": "la joindre",
    "email": "la joindre quand elle n’a pas de téléphone",
    "safe_contact": "ne pas la mettre en danger en appelant",
    "availability": "l’appeler au bon moment",
    "contact_preference": "la joindre comme elle le souhaite",
    "postal_code": "la confier à l’antenne la plus proche",
    "third_party": "savoir qui parle pour elle",
    "third_party_link": "savoir qui parle pour elle",
    "third_party_phone": "joindre qui parle pour elle",
    "person_agreement": "son accord",
    "legal_protection": "savoir qui décide avec elle",
    "communication_needs": "se comprendre",
    "regime": "indicateur national, protection sociale",
    "household": "indicateur national, situation familiale",
    "complementary_cover": "indicateur national, couverture complémentaire",
    "employment_status": "indicateur national, situation de travail",
    "referral_origin": "indicateur national, origine de la demande",
}


def serves(convention: Convention, code: str) -> tuple[str, ...]:
    """What a question serves: duties and figures, then the rules that its answer decides, by their names."""
    found = [DUTIES[code]] if code in DUTIES else []
    behind = {code}
    # Through the facts computed from it, and the questions that only arise after it.
    while True:
        more = {fact.code for fact in DERIVED.values() if behind & set(fact.inputs)}
        more |= {
            field.code
            for field in convention.fields
            for clause in (field.only_if, field.assumed)
            if clause is not None and clause.field in behind
        }
        if more <= behind:
            break
        behind |= more
    rows = [*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows)]
    return (*found, *(f"règle {row.id}" for row in rows if behind & row.conditions.keys()))


def not_to_ask(convention: Convention) -> tuple[str, ...]:
    """The questions that the assistant asks and that serve nothing."""
    asked = ("always", "axis", "decisive")
    return tuple(field.code for field in convention.fields if field.when.value in asked and not serves(convention, field.code))
