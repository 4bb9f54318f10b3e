"""A request's reference: seven random digits and an ISO 7064 MOD 11,10 check digit, said in pairs."""

from __future__ import annotations

from random import Random

from stdnum.iso7064 import mod_11_10


def new_reference(random: Random) -> str:
    """Eight digits."""
    digits = "".join(str(random.randrange(10)) for _ in range(7))
    return digits + str(mod_11_10.calc_check_digit(digits))


def is_reference(text: str) -> bool:
    """True for eight digits whose check digit is right."""
    return len(text) == 8 and text.isascii() and text.isdigit() and bool(mod_11_10.is_valid(text))


def reference_in_pairs(reference: str) -> str:
    """« 12 34 56 78 »."""
    return " ".join(reference[i : i + 2] for i in range(0, 8, 2))
