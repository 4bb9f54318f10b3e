"""Reading the facts of an account: whose they are, whether they are stated, and in which words."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, JsonValue

from intake.reading import wording
from intake.story.account import Account, Statement, statements
from intake.story.heard import TELLING, Heard, Told
from intake.story.patterns import PATTERNS
from intake.story.people import SELF, WE
from intake.story.speaker import Concern, Speaker, who_speaks
from intake.story.values import READERS

# Those that tell it when nobody says « je » of such a matter.
_TELLING_ALONE = ("household", "lives_alone", "marital_status", "complementary_cover", "communication_needs")
# What is told by anyone of the person counts only when somebody writes for her.
_OF_OTHERS = ("person_agreement", "legal_protection")


class FactHeard(BaseModel):
    """One fact of an account, with the exact words it came from."""

    model_config = ConfigDict(frozen=True)

    field: str
    value: JsonValue
    words: str


def facts_from_story(text: str, *, today: date) -> tuple[FactHeard, ...]:
    """The facts that an account states in plain words about the person concerned; at most one per field.

    Negated, hypothetical, past and third persons' facts are left out. When someone speaks for another, the facts are that other's.
    """
    words = wording(text)
    account = Account(words, today)
    told = statements(account, PATTERNS)
    concern = _concern(account, told)
    heard = Heard(account, concern)
    for statement in told:
        if statement.saying.anyone and statement.saying.field in _OF_OTHERS and concern.speaker is not Speaker.OTHER:
            continue
        if statement.saying.anyone or concern.holds(statement.bearer, statement.span[0]):
            heard.keep(statement)
    heard.settle_speaker(told)
    for read in READERS:
        for name, value, span in read(heard):
            heard.facts[name] = Told(value, span)
    return tuple(
        FactHeard(field=name, value=value, words=account.said(span)) for name, (value, span) in heard.facts.items() if value is not None
    )


def _concern(account: Account, told: list[Statement]) -> Concern:
    """Whom it is about: as said outright, else whose facts are told: « maman sort de l’hôpital jeudi »."""
    outright = who_speaks(account.plain, account.people)
    if outright.speaker is not Speaker.UNKNOWN:
        return outright
    telling = [one for one in told if one.saying.field in TELLING]
    others = [one for one in telling if account.people.is_relative(one.bearer)]
    own = [one for one in telling if one.bearer in (SELF, WE)]
    if not others and not own and account.people.opens_with_relative():
        others = [one for one in told if account.people.is_relative(one.bearer) and one.saying.field in _TELLING_ALONE]
        others = others if len({one.bearer for one in others}) == 1 else []
    in_hospital = bool(others) and others[0].saying.field == "hospital_status"
    if others and (not own or (in_hospital and others[0].span < own[0].span and len(own) == 1 and own[0].saying.field != "job_risk")):
        return Concern(Speaker.OTHER, others[0].bearer, others[0].span)
    return outright
