"""One draft under one convention: what is certain, what is possible, what is still to ask. Each part is computed once."""

from __future__ import annotations

from functools import cached_property

from intake.convention import TOPIC_PREFIX, Convention, FieldDefinition, When
from intake.draft import Draft
from intake.eligibility.facts import Facts
from intake.eligibility.possible import Compiled, compiled
from intake.eligibility.settling import Settling
from lexicon.codes import AnswerStatus, Outcome

_OUTCOMES: dict[object, Outcome] = {outcome.value: outcome for outcome in Outcome}
_COLLECTED = (When.ALWAYS, When.AXIS, When.DECISIVE)
_DONE = (AnswerStatus.TOLD, AnswerStatus.CONFIRMED, AnswerStatus.REFUSED, AnswerStatus.UNKNOWN, AnswerStatus.NOT_APPLICABLE)


class Evaluation:
    """Everything the rules say of a draft."""

    def __init__(self, convention: Convention, draft: Draft) -> None:
        self.convention = convention
        self.draft = draft
        self.facts = Facts(convention, draft)
        self.compiled: Compiled = compiled(convention)
        self._known = self.compiled.known(self.facts)

    @cached_property
    def possible(self) -> frozenset[Outcome]:
        """The outcomes of every way the unknown facts could turn out."""
        return frozenset(_OUTCOMES[value] for value in self.compiled.values(self.compiled.outcome, self._known))

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome when all ways agree, else human review."""
        return next(iter(self.possible)) if len(self.possible) == 1 else Outcome.NEEDS_HUMAN_REVIEW

    @cached_property
    def first_rows(self) -> frozenset[str]:
        """The orientation rows that may be the first to hold; "" among them when none may hold."""
        return frozenset(str(value) for value in self.compiled.values(self.compiled.first_row, self._known))

    def axis_says(self, axis: str) -> frozenset[str]:
        """What the table of an axis may say: "yes", "no", "review"."""
        return frozenset(str(value) for value in self.compiled.values(self.compiled.axes[axis], self._known))

    def holds(self, row: str) -> bool:
        """True when a row certainly holds."""
        return self.compiled.values(self.compiled.rows[row], self._known) == {True}

    @cached_property
    def possible_axes(self) -> frozenset[str]:
        """The axes whose questions are worth asking."""
        ending = {row.id for row in self.convention.orientation.rows if row.ends_axes}
        if self.first_rows <= ending:
            return frozenset()
        return frozenset(axis.code for axis in self.convention.axes if self.axis_says(axis.code) != {"no"})

    @cached_property
    def settling(self) -> Settling:
        """What the fields that may yet be asked could change."""
        places = enumerate(self.compiled.variables)
        closed = {place for place, variable in places if self._known[place] is None and not self._may_be_told(variable.code)}
        return Settling(self.compiled, self._known, closed)

    def _may_be_told(self, code: str) -> bool:
        """True while an unknown input may still be told: its field is still to ask, or the account is."""
        if code.startswith(TOPIC_PREFIX):
            return not self.draft.account_given and self.draft.status("narrative") is AnswerStatus.NOT_ASKED
        if not self.convention.has_field(code) or self.draft.status(code) is not AnswerStatus.NOT_ASKED:
            return False
        field = self.convention.field(code)
        if field.when not in _COLLECTED:
            return False
        parent = field.only_if.field if field.only_if is not None else None
        return parent is None or self.draft.value(parent) is not None or self._may_be_told(parent)

    @cached_property
    def mandatory(self) -> tuple[FieldDefinition, ...]:
        """The fields that apply and must be collected as things stand, in their base order."""
        return tuple(field for field in self.convention.fields if self._is_mandatory(field))

    def _is_mandatory(self, field: FieldDefinition) -> bool:
        if self.facts.applies(field.code) is not True or self.facts.is_assumed(field.code):
            return False
        match field.when:
            case When.ALWAYS:
                return True
            case When.AXIS:
                return field.axis in self.possible_axes
            case When.DECISIVE:
                return self.is_open(field) and field.code in self.settling.matters
            case _:
                return False

    def is_open(self, field: FieldDefinition) -> bool:
        """True while nothing was said or asked of a field."""
        if field.code == "narrative" and self.draft.account_given:
            return False
        return self.draft.status(field.code) is AnswerStatus.NOT_ASKED

    def is_done(self, field: FieldDefinition) -> bool:
        """True when a field is told, confirmed, or was asked in vain; a value only deduced waits for its read-back."""
        if field.code == "narrative" and self.draft.account_given:
            return True
        return self.draft.status(field.code) in _DONE

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The mandatory fields of which nothing is known yet, in their base order."""
        return tuple(field.code for field in self.mandatory if self.is_open(field))

    @cached_property
    def to_ask(self) -> tuple[str, ...]:
        """The missing fields in the order to ask them: reachable and routable, then what decides, then the rest."""
        missing = self.missing
        first = [code for code in self.convention.asked_first if code in missing]
        left = [code for code in missing if code not in first]
        if len(left) < 2 or len(self.possible) == 1:
            return (*first, *left)
        deciding = sorted((code for code in left if code in self.settling.matters), key=self._rank)
        return (*first, *deciding, *(code for code in left if code not in deciding))

    def _rank(self, code: str) -> tuple[bool, bool, float, float]:
        """Deciding fields: those that other answers may spare last, then the one that settles most first."""
        field = self.convention.field(code)
        waits = field.assumed is not None and field.assumed.field in self.missing
        share, few = self.settling.settles(code)
        return field.when is When.DECISIVE, waits, -share, -few
