"""Postal codes, written, spoken, or given by a commune that has one."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from intake.reading.figures import DATE_SHAPE
from intake.reading.model import NOTHING, Read
from intake.reading.wording import with_digits

_EXAMPLE = "par exemple 49100"
_NOT_FIVE = Read(error=f"Un code postal a cinq chiffres : pouvez-vous me le donner en entier, {_EXAMPLE} ?")
_NO_SUCH = Read(error=f"Ce code postal n’existe pas : pouvez-vous le redonner, {_EXAMPLE} ?")
_TWO = Read(error=f"J’ai entendu deux codes postaux : lequel est celui de votre domicile, {_EXAMPLE} ?")
_WHICH = Read(error=f"Cette commune a plusieurs codes postaux, ou je ne la connais pas : donnez-moi les cinq chiffres, {_EXAMPLE}.")
_CODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-58])\d{3}|97[1-8]\d\d")
_RUN = re.compile(r"(?<!\w)\d+(?: ?[.,-]? ?\d+)*(?!\w)")
_THOUSANDS = re.compile(r"\b(\d\d) (?:mille|1000)\b((?: (?!et )[a-z0-9]+){0,5})")
_NEAR = re.compile(
    r"\b(?:(?:pres|loin|cote|vers|autour|environs|banlieue|alentours|periphérie) (?:de|d|du)|vers|entre(?: \w+){1,4} et|entre)(?: (?:la|le|les|l))? ?$"
)
_LIVES = re.compile(r"\b(?:habite|vis|vit|demeure|reside|loge|domicilie[e]?|commune|ville)\b")


@lru_cache(maxsize=1)
def _communes() -> tuple[dict[str, str], re.Pattern[str]]:
    data: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("communes.yml").read_text(encoding="utf-8"))
    one: dict[str, str] = data["one"]
    names = [*one, *data["several"]]
    # "au Mans", "aux Herbiers": the article of the name melts into the preposition.
    contracted = {
        re.sub(r"^les? ", lambda m: "au " if m.group() == "le " else "aux ", n): n for n in names if n.startswith(("le ", "les "))
    }
    one |= {short: one[full] for short, full in contracted.items() if full in one}
    names = sorted([*names, *contracted], key=len, reverse=True)
    return one, re.compile(r"\b(?:" + "|".join(names) + r")\b")


def _joined_thousands(match: re.Match[str]) -> str:
    rest = re.match(r" ?(\d{1,3})\b", with_digits(match[2]))
    return f"{match[1]}{rest[1]:>03}" if rest else f"{match[1]}000{match[2]}"


def codes_in(plain: str) -> list[str]:
    """The runs of figures of an address as postal codes would be written, whatever their length."""
    text = with_digits(_THOUSANDS.sub(_joined_thousands, DATE_SHAPE.sub("|", plain)))
    found: list[str] = []
    for run in _RUN.findall(text):
        joined = re.sub(r"\D", "", run)
        inside = [w for w in re.findall(r"\d+", run) if len(w) == 5]
        found.append(inside[0] if len(joined) > 5 and len(inside) == 1 and len(joined) < 9 else joined)
    return found


def read_postal_code(plain: str) -> Read:
    """Five digits, or what is wrong, from plain words."""
    runs = codes_in(plain)
    codes = {run for run in runs if len(run) == 5}
    if len(codes) > 1:
        return _TWO
    if codes:
        code = codes.pop()
        return Read(value=code) if _CODE.fullmatch(code) else _NO_SUCH
    one, names = _communes()
    plain = re.sub(r"\bst\b", "saint", re.sub(r"\bste\b", "sainte", plain))
    # "Saint-Herblain, à côté de Nantes": only the first is where she lives.
    communes = {m.group() for m in names.finditer(plain) if not _NEAR.search(plain[: m.start()])}
    if not communes and names.search(plain):
        return _WHICH
    if len(communes) == 1 and (name := min(communes)) in one:
        return Read(value=one[name])
    if communes or (_LIVES.search(plain) and re.search(r"\b(?:a|au|aux|sur|est|dans)\b \w{3,}", plain) and not runs):
        return _WHICH
    alone = re.fullmatch(
        r"[\W\d]*(?:(?:le|la|dans|c|est|code|postal|mon|en|departement|du|de|j|habite|suis|je)\W+)*[\d .,]+\W*", with_digits(plain)
    )
    return _NOT_FIVE if alone and any(len(run) < 9 for run in runs) else NOTHING
