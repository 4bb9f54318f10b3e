"""Conventions that must be refused, each with one French line that names the place."""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.convention import ConventionError, load_convention, sample_convention
from intake.convention.loading import read_convention

SAMPLE: dict[str, Any] = json.loads(sample_convention().canonical_json)
Change = Callable[[dict[str, Any]], Any]


def row(data: dict[str, Any], name: str) -> dict[str, Any]:
    tables = [data["orientation"], *data["axis_tables"]]
    return next(row for table in tables for row in table["rows"] if row["id"] == name)


def cell(name: str, fact: str, value: Any) -> Change:
    return lambda data: row(data, name)["conditions"].__setitem__(fact, value)


def put(*path: Any, value: Any) -> Change:
    def change(data: dict[str, Any]) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


FAULTS: list[tuple[Change, str]] = [
    (cell("O2", "regime", {"in": ["martien"]}), r"règle O2, colonne regime : la valeur martien n’existe pas"),
    (cell("O2", "regime", {"in": []}), r"règle O2, colonne regime : cette liste est vide"),
    (cell("O2", "regime", {"is": True}), r"règle O2, colonne regime : ce fait se teste par"),
    (cell("O2", "regime", {"is": True, "in": ["agricole"]}), r"règle O2, colonne regime : une case est"),
    (cell("O2", "regime", "agricole"), r"règle O2, colonne regime : une case est"),
    (cell("O2", "regime", {"unknown": True}), r"règle O2, colonne regime : une case est"),
    (cell("O2", "regime", {"in": ["agricole", "agricole"]}), r"règle O2, colonne regime.*deux fois"),
    (cell("O4", "in_region", {"is": "non"}), r"règle O4, colonne in_region : true ou false"),
    (cell("O4", "in_region", {"is": 0}), r"règle O4, colonne in_region : true ou false"),
    (cell("E1d", "sick_leave_days", {"range": {"lo": "90"}}), r"règle E1d, colonne sick_leave_days, lo : un nombre entier"),
    (cell("E1d", "sick_leave_days", {"range": {"lo": True}}), r"règle E1d, colonne sick_leave_days, lo : un nombre entier"),
    (cell("E1d", "sick_leave_days", {"range": {"lo": 9, "hi": 3}}), r"règle E1d, colonne sick_leave_days : intervalle vide"),
    (cell("E1d", "sick_leave_days", {"range": {}}), r"règle E1d, colonne sick_leave_days : intervalle sans borne"),
    (cell("E1d", "sick_leave_days", {"range": {"lo": 10**9}}), r"règle E1d, colonne sick_leave_days, lo : ce nombre est trop grand"),
    (cell("S1", "sick_leaf", {"in": ["oui"]}), r"règle S1, colonne sick_leaf : ce fait est inconnu"),
    (cell("S1", "topic:licorne", {"is": True}), r"règle S1, colonne topic:licorne : ce fait est inconnu"),
    (cell("S1", "nir", {"in": ["1"]}), r"règle S1, colonne nir : ce champ ne peut pas être testé"),
    (cell("S1", "narrative", {"in": ["x"]}), r"règle S1, colonne narrative : ce champ ne peut pas être testé"),
    (lambda data: row(data, "E4").update(id="E5"), r"règle E5 : ce nom est donné deux fois"),
    (lambda data: row(data, "E4").update(id="O2"), r"règle O2 : ce nom est donné deux fois"),
    (lambda data: row(data, "E4").update(code="import os"), r"règle E4, code : cette donnée est inconnue"),
    (lambda data: row(data, "E4").update(says="no"), r"règle E4, says : true ou false"),
    (lambda data: row(data, "E4").update(conditions={}), r"règle E4"),
    (lambda data: row(data, "E4").pop("motive"), r"règle E4, motive : il manque"),
    (lambda data: row(data, "O2").update(proposes="refuse"), r"règle O2, proposes : cette valeur n’est pas admise"),
    (lambda data: row(data, "O2").update(doors=[]), r"règle O2 : une orientation ailleurs nomme toujours une porte"),
    (lambda data: row(data, "O2").update(doors=["nulle_part"]), r"règle O2, doors : la porte nulle_part est inconnue"),
    (lambda data: row(data, "O2").update(proposes="danger", ends_axes=False), r"règle O2 : seul un danger entendu"),
    (lambda data: row(data, "O5").update(ends_axes=True), r"règle O5 : « ends_axes »"),
    (lambda data: data["axis_tables"].pop(), r"axe soins : il n’a pas de table"),
    (lambda data: data["axis_tables"][0].update(axis="lune"), r"table de l’axe lune : cet axe est inconnu"),
    (lambda data: data["fields"].append(data["fields"][0]), r"champ narrative : ce nom est donné deux fois"),
    (lambda data: data["fields"][3]["only_if"].update(field="fax"), r"champ email, only_if : le champ fax est inconnu"),
    (put("fields", 0, "kind", value="poem"), r"ligne narrative, kind : cette valeur n’est pas admise"),
    (put("fields", 0, "kind", value="choice"), r"champ narrative : une liste de valeurs"),
    (put("departements", value=["44", "99"]), r"département 99 : inconnu"),
    (put("departements", value=["*", "44"]), r"départements : « \* » veut dire tous"),
    (put("departements", value=[44]), r"departements.* : un texte est attendu"),
    (put("other_topics", value=["licorne"]), r"other_topics : le sujet licorne est inconnu"),
    (put("asked_first", value=["fax"]), r"asked_first : le champ fax est inconnu"),
    (put("next_doors", "by_topic", "budget", value=["nulle_part"]), r"next_doors, by_topic, budget : la porte nulle_part"),
    (put("version", value="1"), r"version : un nombre entier"),
    (put("version", value=0), r"version : ce nombre est trop petit"),
    (put("effective_from", value="22/11/2026"), r"effective_from : une date est attendue"),
    (put("times", "urgent_cutoff", value="25:00"), r"times, urgent_cutoff"),
    (put("sentences", value={"ask.name": {"morse": "…"}}), r"phrase ask.name : la variante morse est inconnue"),
    (put("label", value="x" * 5000), r"texte trop long"),
    (put("surprise", value=1), r"surprise : cette donnée est inconnue"),
    (put("sentences", value={f"k{n}": {"web": "x"} for n in range(60_000)}), r"convention trop grande"),
]


@pytest.mark.parametrize(("change", "line"), FAULTS, ids=[line for _, line in FAULTS])
def test_a_faulty_convention_is_refused_in_one_french_line(change: Change, line: str):
    data = copy.deepcopy(SAMPLE)
    change(data)
    with pytest.raises(ConventionError, match=line) as refused:
        load_convention(data)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) <= 300


def test_a_circle_of_conditions_is_refused():
    data = copy.deepcopy(SAMPLE)
    for field in data["fields"]:
        if field["code"] == "for_whom":
            field["only_if"] = {"field": "person_agreement", "values": ["oui"], "without_value": False}
    with pytest.raises(ConventionError, match="tournent en rond"):
        load_convention(data)


def test_nesting_is_bounded():
    deep: Any = "x"
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(ConventionError, match="trop de niveaux"):
        load_convention(SAMPLE | {"label": deep})


FILES = {
    "alias": ("a: &a [1]\nb: *a\n", "alias"),
    "doubled key": ("version: 1\nversion: 2\n", "« version » est écrit deux fois, ligne"),
    "python object": ("version: !!python/object/apply:os.system ['true']\n", "écriture YAML incorrecte"),
    "broken": ("version: [1\n", "écriture YAML incorrecte, ligne"),
    "no mapping": ("- 1\n", "une suite de"),
    "empty": ("", "une suite de"),
    "too deep": ("[" * 5000 + "]" * 5000, "trop de niveaux|écriture"),
    "not text": (b"\xff\xfe\x00", "UTF-8 est attendu"),
    "latin-1": ("label: région\n".encode("latin-1"), "UTF-8 est attendu"),
    "too big": ("#" * 1_000_001, "trop grand"),
    "impossible date": ("effective_from: 2026-02-31\n", "écriture YAML incorrecte"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_french_line(name: str, tmp_path: Path):
    content, line = FILES[name]
    path = tmp_path / "convention.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConventionError, match=line) as refused:
        load_convention(path)
    assert "\n" not in str(refused.value)


WHOLE = sample_convention().canonical_json
JSON_FILES: dict[str, tuple[str | bytes, str]] = {
    "doubled key": (WHOLE[:-1] + ',"version":2}', "« version » est écrit deux fois"),
    "doubled row": (WHOLE.replace('"id":"E4"', '"id":"E5"'), "règle E5 : ce nom est donné deux fois"),
    "broken": ('{"version": 1,\n"label"}', "écriture JSON incorrecte, ligne 2"),
    "cut": (WHOLE[:-100], "écriture JSON incorrecte, ligne 1"),
    "empty": ("", "écriture JSON incorrecte"),
    "no mapping": ("[1]", "une suite de"),
    "100,000 levels of lists": ("[" * 100_000 + "]" * 100_000, "trop de niveaux"),
    "100,000 levels of mappings": ('{"a":' * 100_000 + "1" + "}" * 100_000, "trop de niveaux"),
    "100,000 levels inside": (WHOLE.replace('"version":1', '"version":' + "[" * 100_000 + "]" * 100_000), "trop de niveaux"),
    "not a number": (WHOLE.replace('"version":1', '"version":NaN'), "NaN n’est pas un nombre"),
    "endless": (WHOLE.replace('"version":1', '"version":-Infinity'), "-Infinity n’est pas un nombre"),
    "a decimal": (WHOLE.replace('"version":1', '"version":1.5'), "version : "),
    "a huge number": (WHOLE.replace('"version":1', '"version":' + "9" * 100_000), "un nombre est trop grand"),
    "a huge power": (WHOLE.replace('"version":1', '"version":1e999999'), "version : "),
    "latin-1": (WHOLE.encode("latin-1", "replace"), "UTF-8 est attendu"),
    "utf-16": (WHOLE.encode("utf-16"), "UTF-8 est attendu"),
    "too big": (" " * 50_000_000 + "{}", "trop grand"),
    "impossible date": (re.sub(r'"effective_from":"[^"]+"', '"effective_from":"2026-02-31"', WHOLE), "effective_from : une date"),
    "a lone surrogate": (WHOLE.replace('"version":1', '"version":1,"\\ud800":1'), "n’a pas la bonne forme"),
    "code for a cell": (WHOLE.replace('{"is":true}', '{"is":"__import__(1)"}', 1), "true ou false"),
}


@pytest.mark.parametrize("name", JSON_FILES)
def test_a_hostile_json_file_is_refused_in_one_french_line_and_fast(name: str, tmp_path: Path):
    content, line = JSON_FILES[name]
    path = tmp_path / "convention.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    start = time.process_time()
    with pytest.raises(ConventionError, match=line) as refused:
        load_convention(path)
    assert time.process_time() - start < 2
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) <= 300
    str(refused.value).encode()


def test_the_mark_that_some_editors_put_first_does_no_harm(tmp_path: Path):
    path = tmp_path / "convention.json"
    path.write_text(WHOLE, encoding="utf-8-sig")
    assert load_convention(path) == sample_convention()


def test_what_was_received_is_read_as_what_it_is():
    assert read_convention(WHOLE.encode()) == sample_convention()
    for content, line in JSON_FILES.values():
        with pytest.raises(ConventionError, match=line.replace("écriture JSON incorrecte", "(écriture JSON incorrecte|une suite de)")):
            read_convention(content if isinstance(content, bytes) else content.encode())


def test_a_fact_of_itself_is_refused_in_every_length_of_circle():
    for length in (1, 2, 7):
        data = copy.deepcopy(SAMPLE)
        choices = [field for field in data["fields"] if field["kind"] == "choice"][:length]
        for field, on in zip(choices, [*choices[1:], choices[0]], strict=True):
            field.update(only_if={"field": on["code"], "values": [on["values"][0]["code"]], "without_value": False}, assumed=None)
        with pytest.raises(ConventionError, match="tournent en rond"):
            load_convention(data)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(ConventionError, match="introuvable"):
        load_convention(tmp_path / "absent.yml")


def test_a_single_json_file_is_read(tmp_path: Path):
    path = tmp_path / "convention.json"
    path.write_text(sample_convention().canonical_json, encoding="utf-8")
    assert load_convention(path) == sample_convention()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SAMPLE)), JSON)
def test_any_garbage_is_refused_in_one_line_or_accepted(key: str, garbage: Any):
    line = ""
    try:
        load_convention(SAMPLE | {key: garbage})
    except ConventionError as refused:
        line = str(refused)
    assert "\n" not in line
    assert len(line) <= 300
