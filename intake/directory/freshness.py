"""How far a sheet can be trusted: when a member of staff last said that it is right, or that nobody ever did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from intake.clock import PARIS, date_in_words

STALE_AFTER: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Freshness:
    """A sentence for people, and whether the sheet is to be checked again."""

    sentence: str
    stale: bool


def freshness_of(*, date_maj: date, changed_at: datetime, checked_at: datetime | None, today: date) -> Freshness:
    """« vérifié le 3 mars 2026 », « fiche du 12 janvier 2025, jamais vérifiée ».

    Its source changing a sheet after the check is told too: nobody has looked at what it says now.
    """
    if checked_at is None:
        return Freshness(f"fiche du {date_in_words(date_maj)}, jamais vérifiée", today - date_maj > STALE_AFTER)
    checked = checked_at.astimezone(PARIS).date()
    if changed_at > checked_at:
        return Freshness(f"vérifié le {date_in_words(checked)}, fiche changée depuis", True)
    return Freshness(f"vérifié le {date_in_words(checked)}", today - checked > STALE_AFTER)
