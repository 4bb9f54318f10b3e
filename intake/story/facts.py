"""Reading the facts of an account: whose they are, whether they are stated, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict, JsonValue

from intake.reading import wording
from intake.story.account import Account, Statement, statements
from intake.story.patterns import PATTERNS
from intake.story.people import SELF
from intake.story.speaker import Concern, Speaker, who_speaks
from intake.story.values import READERS

# Values that say more than another of the same field, wherever they are told.
_SAYS_MORE = {
    "hospitalise": ("sortie_prevue", "sorti"),
    "seul": ("monoparental", "couple", "couple_enfants"),
    "couple": ("couple_enfants",),
    "autre": ("monoparental", "apprenti"),
    "independant": ("retraite",),
    "oui": ("css",),
    "celibataire": ("divorce", "separe", "veuf"),
}
_TELLING = ("hospital_status", "sick_leave", "job_risk", "employment_status", "care_renounced", "rqth", "invalidity", "work_accident")


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
    heard = _Heard(account, concern)
    for statement in told:
        if statement.saying.field == "person_agreement" and concern.speaker is not Speaker.OTHER:
            continue
        if statement.saying.anyone or concern.holds(statement.bearer, statement.span[0]):
            heard.keep(statement)
    heard.settle_speaker(told)
    for read in READERS:
        for name, value, span in read(account, concern, heard.facts):
            heard.facts[name] = (value, span)
    return tuple(
        FactHeard(field=name, value=value, words=words.said(*span).strip())
        for name, (value, span) in heard.facts.items()
        if value is not None
    )


def _concern(account: Account, told: list[Statement]) -> Concern:
    """Whom it is about: as said outright, else whose facts are told: « maman sort de l’hôpital jeudi »."""
    outright = who_speaks(account.plain, account.people)
    if outright.speaker is not Speaker.UNKNOWN:
        return outright
    telling = [one for one in told if one.saying.field in _TELLING]
    others = [one for one in telling if account.people.is_relative(one.bearer)]
    own = [one for one in telling if one.bearer == SELF]
    if not others and not own and account.people.opens_with_relative():
        others = [one for one in told if account.people.is_relative(one.bearer)]
    in_hospital = bool(others) and others[0].saying.field == "hospital_status"
    if others and (not own or (in_hospital and others[0].span < own[0].span and len(own) == 1 and own[0].saying.field != "job_risk")):
        return Concern(Speaker.OTHER, others[0].bearer, others[0].span)
    return outright


@dataclass
class _Heard:
    """What has been understood so far: value and place of each field."""

    account: Account
    concern: Concern
    facts: dict[str, tuple[JsonValue, tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.concern.speaker is not Speaker.UNKNOWN:
            self.facts["for_whom"] = (self.concern.speaker.value, self.concern.place)

    def keep(self, one: Statement) -> None:
        name, value = one.saying.field, one.saying.value
        known = self.facts.get(name)
        if one.saying.several:
            codes = known[0] if known is not None and isinstance(known[0], list) else []
            self.facts[name] = ([*codes, *([value] if value not in codes else [])], known[1] if known else one.span)
        elif known is None or value in _SAYS_MORE.get(str(known[0]), ()):
            self.facts[name] = (value, one.span)

    def settle_speaker(self, told: list[Statement]) -> None:
        """A fact told with « je », « mon » tells that the account is the writer's own."""
        if "for_whom" in self.facts:
            return
        own = next((one for one in told if one.bearer == SELF and one.outspoken), None)
        if own is not None:
            self.facts["for_whom"] = (Speaker.SELF.value, own.span)
