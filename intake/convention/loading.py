"""Reading a convention from files or from a mapping; whatever is wrong is refused in one French line."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from intake.convention.checking import check
from intake.convention.errors import ConventionError, shown
from intake.convention.model import Convention

SAMPLE = Path(__file__).parent / "sample"
MAX_BYTES = 1_000_000
MAX_PARTS = 50_000
MAX_DEPTH = 12
MAX_TEXT = 4_000
# How a file is called that came without a name.
RECEIVED = "reçu"


class _StrictLoader(yaml.SafeLoader):
    """Plain YAML values only: no alias (they multiply), no key given twice (the first would vanish)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases, then compose as usual."""
        if self.check_event(yaml.AliasEvent):
            raise ConventionError("fichier refusé : les alias YAML (« * ») ne sont pas admis")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse doubled keys, then construct as usual."""
        keys = [str(key.value) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise ConventionError(f"fichier refusé : « {shown(key)} » est écrit deux fois, ligne {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep=deep)


def load_convention(source: Path | str | Mapping[str, Any]) -> Convention:
    """A convention from a directory of YAML files, one YAML or JSON file, or a mapping.

    Raises ConventionError, one French line that names the row and the column, when it cannot be used.
    """
    if isinstance(source, Mapping):
        return _validated(source)
    path = Path(source)
    return _validated(_read_directory(path) if path.is_dir() else _read_mapping(path))


def read_convention(raw: bytes) -> Convention:
    """A convention from the content of one YAML or JSON file; raises as `load_convention` does."""
    data = _parsed(raw, RECEIVED)
    if not isinstance(data, dict):
        raise ConventionError("fichier reçu : une suite de « clé : valeur » est attendue")
    return _validated(data)


@lru_cache(maxsize=8)
def sample_convention(departements: tuple[str, ...] | None = None) -> Convention:
    """The convention that ships as the default; `departements` replaces its region ("*" for all of them)."""
    data = _read_directory(SAMPLE)
    return _validated(data if departements is None else {**data, "departements": list(departements)})


def _read_directory(directory: Path) -> dict[str, Any]:
    data = {**_read_mapping(directory / "convention.yml"), **_read_mapping(directory / "rules.yml")}
    data["fields"] = _read(directory / "fields.yml")
    data["next_doors"] = _read(directory / "next_doors.yml")
    for name in ("danger_numbers", "sentences", "examples"):
        if (directory / f"{name}.yml").exists():
            data[name] = _read(directory / f"{name}.yml")
    return data


def _read_mapping(path: Path) -> dict[str, Any]:
    data = _read(path)
    if not isinstance(data, dict):
        raise ConventionError(f"fichier {path.name} : une suite de « clé : valeur » est attendue")
    return data


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            # One more than is taken: a file that is too big is not read to its end.
            raw = file.read(MAX_BYTES + 1)
    except OSError:
        raise ConventionError(f"fichier {path.name} : introuvable ou illisible") from None
    return _parsed(raw, path.name)


def _parsed(raw: bytes, name: str) -> Any:
    if len(raw) > MAX_BYTES:
        raise ConventionError(f"fichier {name} : trop grand")
    try:
        # With or without the mark that some editors put first.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConventionError(f"fichier {name} : écriture incorrecte, UTF-8 est attendu") from None
    if name.lower().endswith(".json") or (name == RECEIVED and text.lstrip().startswith("{")):
        return _parsed_json(text, name)
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a safe loader, made stricter)
    except RecursionError:
        raise ConventionError(f"fichier {name} : trop de niveaux imbriqués") from None
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, ConventionError):
            raise
        mark = getattr(error, "problem_mark", None)
        where = f", ligne {mark.line + 1}" if mark is not None else ""
        raise ConventionError(f"fichier {name} : écriture YAML incorrecte{where}") from None


def _parsed_json(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise ConventionError(f"fichier {name} : trop de niveaux imbriqués") from None
    except json.JSONDecodeError as error:
        raise ConventionError(f"fichier {name} : écriture JSON incorrecte, ligne {error.lineno}") from None
    except ConventionError:
        raise
    except ValueError:
        # The one other thing that the reader refuses: a whole number of thousands of digits.
        raise ConventionError(f"fichier {name} : un nombre est trop grand") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping of which no key was written twice: the first would vanish."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        doubled = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ConventionError(f"fichier refusé : « {shown(doubled)} » est écrit deux fois")
    return found


def _no_number(written: str) -> Any:
    raise ConventionError(f"fichier refusé : {written} n’est pas un nombre")


def _validated(data: Mapping[str, Any]) -> Convention:
    _measure(data)
    try:
        convention = Convention.model_validate(dict(data))
    except ValidationError as error:
        raise ConventionError(_line(data, error.errors(include_url=False)[0])) from None
    check(convention)
    return convention


def _measure(data: Any) -> None:
    """Refuse what is too big or too deep before anything walks through it."""
    parts = 0
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        deeper: list[Any] = []
        for value in level:
            parts += 1
            if parts > MAX_PARTS:
                raise ConventionError("convention trop grande")
            if isinstance(value, str) and len(value) > MAX_TEXT:
                raise ConventionError(f"texte trop long : « {shown(value)} »")
            if isinstance(value, Mapping):
                deeper += list(value.values())
            elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
                deeper += list(value)
        if not deeper:
            return
        level = deeper
    raise ConventionError("convention refusée : trop de niveaux imbriqués")


_MESSAGES = {
    "missing": "il manque cette donnée",
    "extra_forbidden": "cette donnée est inconnue",
    "union_tag_not_found": "une case est {is: …}, {in: […]} ou {range: …}",
    "union_tag_invalid": "une case est {is: …}, {in: […]} ou {range: …}",
    "string_type": "un texte est attendu",
    "string_pattern_mismatch": "ce code n’a pas la bonne forme",
    "string_too_short": "ce texte est vide",
    "string_too_long": "ce texte est trop long",
    "bool_type": "true ou false est attendu",
    "int_type": "un nombre entier est attendu",
    "greater_than_equal": "ce nombre est trop petit",
    "less_than_equal": "ce nombre est trop grand",
    "too_short": "cette liste est vide",
    "too_long": "cette liste est trop longue",
    "enum": "cette valeur n’est pas admise",
    "literal_error": "cette valeur n’est pas admise",
    "tuple_type": "une liste est attendue",
    "dict_type": "une suite de « clé : valeur » est attendue",
    "model_type": "une suite de « clé : valeur » est attendue",
    "date_type": "une date est attendue (2026-11-22)",
    "date_parsing": "une date est attendue (2026-11-22)",
    "date_from_datetime_parsing": "une date est attendue (2026-11-22)",
    "date_from_datetime_inexact": "une date est attendue (2026-11-22)",
}


def _line(data: Any, error: ErrorDetails) -> str:
    """One French line for a shape error: where, then what."""
    # Our own validators speak French; the library's reasons do not.
    ours = error["type"] == "value_error"
    said = str(error["ctx"]["error"]) if ours else _MESSAGES.get(error["type"], "cette donnée n’a pas la bonne forme")
    return f"{_place(data, error['loc'])} : {said}"


def _place(data: Any, location: tuple[int | str, ...]) -> str:
    """The named things on the way to an error, such as « règle E1a, colonne sick_leave »."""
    named: list[str] = []
    value = data
    skip = False
    for index, step in enumerate(location):
        if skip:
            skip = False
            continue
        value = _step(value, step)
        if isinstance(step, int):
            known = value if isinstance(value, Mapping) else {}
            identity = known.get("id") or known.get("code") or known.get("axis")
            named.append(f"ligne {step + 1}" if identity is None else f"{'règle' if 'id' in known else 'ligne'} {shown(identity)}")
        elif step == "conditions" and index + 1 < len(location):
            named.append(f"colonne {shown(location[index + 1])}")
            value = _step(value, location[index + 1])
            skip = True
        elif step not in ("rows", "is", "in", "range", "[key]"):
            named.append(shown(step))
    return ", ".join(named) or "convention"


def _step(value: Any, step: int | str) -> Any:
    if isinstance(value, Mapping):
        return value.get(step, value if step in ("is", "in", "range") else None)
    if isinstance(value, Sequence) and not isinstance(value, str) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
