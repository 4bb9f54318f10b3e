"""From a postal code to its département, with the traps of Corsica and of the overseas codes."""

from __future__ import annotations

import re

_METROPOLE = frozenset({f"{n:02d}" for n in range(1, 96) if n != 20} | {"2A", "2B"})
_OVERSEAS = frozenset({"971", "972", "973", "974", "975", "976", "977", "978"})
DEPARTEMENTS = _METROPOLE | _OVERSEAS
# Monaco and the Pacific have French postal codes and belong to no département.
_ELSEWHERE = frozenset({"980", "984", "986", "987", "988"})
EVERYWHERE = "*"


def departement_of(postal_code: object) -> str | None:
    """The code of the place ("44", "2A", "974", "987"), or None when this is no postal code of a place."""
    if not isinstance(postal_code, str) or not re.fullmatch(r"[0-9]{5}", postal_code, re.ASCII):
        return None
    if postal_code.startswith("20"):
        return "2A" if postal_code[2] in "01" else "2B"
    code = postal_code[:3] if postal_code.startswith(("97", "98")) else postal_code[:2]
    return code if code in DEPARTEMENTS or code in _ELSEWHERE else None


def postal_code_in(departement: str) -> str:
    """Some postal code of a département, to stand for all of them."""
    corsican = {"2A": "20000", "2B": "20200"}
    return corsican.get(departement) or departement.ljust(5, "0")


def covers(departements: tuple[str, ...], departement: str) -> bool:
    """True when a region, given by its départements ("*" for all), covers this one."""
    return EVERYWHERE in departements or departement in departements
