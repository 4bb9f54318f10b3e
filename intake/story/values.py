"""Every reader of a value told in free words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from intake.story.children import children
from intake.story.dates import birth_date, discharge, leave_date
from intake.story.heard import Heard, Value
from intake.story.named import link, name, treating_doctor
from intake.story.reached import availability, email, phone, postal_code

READERS: tuple[Callable[[Heard], Iterator[Value]], ...] = (
    leave_date, discharge, birth_date, children, postal_code, phone, email, availability, name, treating_doctor, link,
)  # fmt: skip
