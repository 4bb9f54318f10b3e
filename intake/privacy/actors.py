"""Who reads or writes; every door that returns personal data asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lexicon.codes import Role


class ActorKind(StrEnum):
    """What sort of actor: reads by staff, partners and programs leave a trace, the person's own do not."""

    ASSISTANT = "assistant"
    PERSON = "person"
    STAFF = "staff"
    PARTNER = "partner"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: kind, identifier (never a name), role and antenna for staff and programs."""

    kind: ActorKind
    id: str
    role: Role | None = None
    antenna: str | None = None

    @property
    def traced(self) -> bool:
        """True when a read by this actor is written down."""
        return self.kind in (ActorKind.STAFF, ActorKind.PARTNER, ActorKind.PROGRAM)


ASSISTANT = Actor(ActorKind.ASSISTANT, "assistant")
PERSON = Actor(ActorKind.PERSON, "person")
