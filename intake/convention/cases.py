"""Cases: facts as codes, without a person and without a date; what examples, witnesses and past requests are told in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from intake.convention.departements import departement_of
from intake.convention.fields import FieldKind
from intake.convention.rules import MAX_NUMBER
from lexicon.codes import Outcome

if TYPE_CHECKING:
    from intake.convention.model import Convention

_Code = Annotated[str, Field(max_length=60)]
_Value = Annotated[StrictStr, Field(max_length=60)]
_Days = Annotated[StrictInt, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]


class Case(BaseModel):
    """What is known of an invented or a coded request.

    `facts`: per field a code of its list, a count, a postal code, or for a date how many days before the request it lies
    (a coming day is negative). A field that is left out is not known. `topics`: None while nothing was told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: Annotated[dict[_Code, _Value | _Days], Field(max_length=150)] = {}
    topics: Annotated[tuple[_Code, ...], Field(max_length=60)] | None = None
    danger: StrictBool = False


class Example(BaseModel):
    """A case with what the rules must say of it: kept beside the rules, and checked before every publication."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$")]
    # The row that it is an example of; without one it stands for the whole.
    row: Annotated[str, Field(max_length=16)] | None = None
    case: Case
    outcome: Outcome
    axes: Annotated[tuple[str, ...], Field(max_length=10)] = ()
    note: Annotated[str, Field(max_length=300)] = ""


def case_sentence(convention: Convention, case: Case) -> str:
    """A case in French, such as « situation de travail : retraité ; arrêt de travail : non ; sujet « budget » entendu »."""
    told = ["un danger est entendu"] if case.danger else []
    order = {field.code: place for place, field in enumerate(convention.fields)}
    facts = sorted(case.facts.items(), key=lambda fact: order.get(fact[0], len(order)))
    told += [_fact(convention, code, value) for code, value in facts]
    if case.topics is not None:
        told += [f"sujet « {convention.topic_label(topic)} » entendu" for topic in case.topics] or ["aucun sujet reconnu"]
    return " ; ".join(told) if told else "n’importe quelle demande"


def _fact(convention: Convention, code: str, value: str | int) -> str:
    if not convention.has_field(code):
        return f"{code} : {value}"
    field = convention.field(code)
    match field.kind:
        case FieldKind.DATE:
            return f"{field.label} : {_ago(int(value))}"
        case FieldKind.POSTAL_CODE:
            return f"{field.label} : {value} (département {departement_of(value) or 'inconnu'})"
        case _:
            return f"{field.label} : {field.label_of(str(value))}"


def _ago(days: int) -> str:
    if days == 0:
        return "le jour même"
    count = f"{abs(days)} jour{'s' if abs(days) > 1 else ''}"
    return f"il y a {count}" if days > 0 else f"dans {count}"
