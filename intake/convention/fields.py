"""What a convention says of each field: its kind, its values, and when it is collected."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator


class FieldKind(StrEnum):
    """The shape of a value; chooses the reader, the input control and the keypad."""

    STORY = "story"
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    POSTAL_CODE = "postal_code"
    CHOICE = "choice"
    CHOICES = "choices"
    COUNT = "count"
    AVAILABILITY = "availability"
    NIR = "nir"


class When(StrEnum):
    """When the assistant collects a field."""

    ALWAYS = "always"
    AXIS = "axis"
    DECISIVE = "decisive"
    OPTIONAL = "optional"
    OFF = "off"


class FieldValue(BaseModel):
    """One value of a closed list with the words that people see."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: str
    # Said instead of the label in texts, which somebody else may read: wherever the label names a health or a social matter.
    discreet: str | None = None


class OnlyIf(BaseModel):
    """A field applies only while another field has one of these values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    values: tuple[str, ...] = ()
    # True: applies when the other field stays without a value (refused or not known).
    without_value: bool = False


class Assumed(BaseModel):
    """A value that counts without being asked while another field has one of these values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str
    field: str
    values: tuple[str, ...]


class FieldDefinition(BaseModel):
    """One field of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
    label: str
    # As for values: the label of texts.
    discreet: str | None = None
    kind: FieldKind
    values: tuple[FieldValue, ...] = ()
    when: When
    axis: str | None = None
    only_if: OnlyIf | None = None
    assumed: Assumed | None = None
    # The value may be deduced from the story, and is then read back for confirmation.
    deducible: bool = False
    # Most lists are shown as buttons; open ones are typed.
    sensitive: bool = False

    @model_validator(mode="after")
    def _coherent(self) -> FieldDefinition:
        listed = self.kind in (FieldKind.CHOICE, FieldKind.CHOICES)
        if listed != bool(self.values):
            raise ValueError(f"champ {self.code} : une liste de valeurs va avec les genres choice et choices")
        if (self.when is When.AXIS) != (self.axis is not None):
            raise ValueError(f"champ {self.code} : « axis » va avec when: axis")
        return self

    def label_of(self, value: str) -> str:
        """The French label of a closed value; the value itself when it is not of the list."""
        return next((v.label for v in self.values if v.code == value), value)

    @property
    def discreet_label(self) -> str:
        """The label for what somebody else may read."""
        return self.discreet or self.label

    def discreet_label_of(self, value: str) -> str:
        """As `label_of`, for what somebody else may read."""
        return next((v.discreet or v.label for v in self.values if v.code == value), value)

    def discreetly(self) -> FieldDefinition:
        """The same field with its discreet labels in place of the others, for whatever puts values in words."""
        values = tuple(v.model_copy(update={"label": v.discreet or v.label}) for v in self.values)
        return self.model_copy(update={"label": self.discreet_label, "values": values})
