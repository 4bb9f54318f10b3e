"""What has been understood of an account so far: one value for each field, and every statement that told it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, cast

from pydantic import JsonValue

from intake.reading import read_line
from intake.story.account import Account, Statement
from intake.story.people import SELF, WE
from intake.story.speaker import Concern, Speaker

# Facts that tell whose account it is.
TELLING = ("hospital_status", "sick_leave", "job_risk", "care_renounced", "legal_protection", "employment_status", "work_accident")
# Values that say more than another of the same field, wherever they are told.
_SAYS_MORE = {
    "hospitalise": ("sortie_prevue", "sorti"),
    "seul": ("monoparental", "couple", "couple_enfants"),
    "couple": ("couple_enfants",),
    "autre": ("monoparental",),
    "independant": ("retraite",),
    "oui": ("css",),
    "en_cours": ("oui",),
    "etudiant": ("autre",),
    "aucune": ("curatelle", "tutelle", "habilitation"),
    "celibataire": ("divorce", "separe", "veuf"),
}


class Told(NamedTuple):
    """A value, and the place of the words that tell it; None when what was told counts for nothing."""

    value: JsonValue
    span: tuple[int, int]


Value = tuple[str, JsonValue, tuple[int, int]]


@dataclass
class Heard:
    """The facts of the person concerned as they are found."""

    account: Account
    concern: Concern
    facts: dict[str, Told] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.concern.speaker is not Speaker.UNKNOWN:
            self.facts["for_whom"] = Told(self.concern.speaker.value, self.concern.place)

    def keep(self, one: Statement) -> None:
        """Take a statement about the person concerned: the first of a field stands, unless a later one says more."""
        self.statements.append(one)
        name, value = one.saying.field, one.saying.value
        known = self.facts.get(name)
        if one.saying.several:
            codes = known.value if known is not None and isinstance(known.value, list) else []
            self.facts[name] = Told([*codes, *([value] if value not in codes else [])], known.span if known else one.span)
        elif known is None or value in _SAYS_MORE.get(str(known.value), ()):
            self.facts[name] = Told(value, one.span)

    def of(self, name: str, *values: str) -> list[Statement]:
        """The statements that told one of these values of a field, in the order of the account."""
        found = [one for one in self.statements if one.saying.field == name and one.saying.value in values]
        return sorted(found, key=lambda one: one.span)

    def read(self, name: str, span: tuple[int, int]) -> JsonValue:
        """What the reader of a field makes of the words at a place; None when it makes nothing sure of them."""
        return self.value_of(name, self.account.said(span))

    def value_of(self, name: str, text: str) -> JsonValue:
        """What the reader of a field makes of a text."""
        return cast("JsonValue", read_line({"asked": name, "text": text, "today": self.account.today.isoformat()}).get("value"))

    def settle_speaker(self, told: list[Statement]) -> None:
        """A fact told with « je », « mon » tells that the account is the writer's own."""
        if "for_whom" in self.facts:
            return
        alone = not self.account.people.others()
        relative_first = self.account.people.opens_with_relative()
        own = next(
            (
                one
                for one in told
                if (one.bearer in (SELF, WE) or (alone and one.bearer == ""))
                and (one.outspoken or alone)
                and (not relative_first or one.saying.field in TELLING)
            ),
            None,
        )
        if own is not None:
            self.facts["for_whom"] = Told(Speaker.SELF.value, own.span)
