"""What the carrier posts, as the channels read it."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.datastructures import ImmutableMultiDict

_SID = 64
MISSING = "Il manque le champ {name}, ou il est illisible."


class Posted(ImmutableMultiDict[str, str]):
    """What the carrier posted, blank fields kept; a field that is absent reads as empty."""

    def text(self, name: str) -> str:
        """One field, empty when absent."""
        return self.get(name) or ""

    def sid(self, name: str) -> str:
        """An identifier that must be there; raises HTTPException 400."""
        value = self.text(name)
        if not value or len(value) > _SID or not value.isascii() or not value.isalnum():
            raise HTTPException(400, MISSING.format(name=name))
        return value
