"""Another way to reach a person when calling is in vain; nothing in writing unless she said that it is safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexicon.codes import Code

VAIN_TRIES = 3
_MOBILE = ("+336", "+337")


class OtherWay(Code):
    """A way to reach somebody other than her telephone."""

    SMS = "sms", "un SMS discret, qui dit seulement de rappeler"
    EMAIL = "email", "un e-mail discret"
    THIRD_PARTY = "third_party", "appeler la personne qui a parlé pour elle : elle a donné son accord"
    LETTER = "letter", "un courrier sans mention du motif"


def other_ways(answers: Mapping[str, Any]) -> tuple[OtherWay, ...]:
    """What remains to be tried, from the known answers; none when it is not known to be safe."""
    ways = []
    safe = answers.get("safe_contact") == "oui"
    phone = answers.get("phone")
    if safe and isinstance(phone, str) and phone.startswith(_MOBILE):
        ways.append(OtherWay.SMS)
    if safe and answers.get("email"):
        ways.append(OtherWay.EMAIL)
    if answers.get("safe_contact") != "non" and answers.get("third_party_phone") and answers.get("person_agreement") == "oui":
        ways.append(OtherWay.THIRD_PARTY)
    if safe:
        ways.append(OtherWay.LETTER)
    return tuple(ways)
