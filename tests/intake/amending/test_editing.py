"""One change at a time: what it does, that it undoes, and that nothing else moves."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.amending.editing import (
    EditError,
    content_of,
    copy_row,
    find_row,
    move_row,
    put_item,
    put_part,
    put_row,
    put_sentence,
    remove_item,
    remove_row,
    rows_of,
)
from intake.convention import load_convention, sample_convention

BASE = content_of(sample_convention())
ROWS = [row["id"] for table in ("orientation", "emploi", "soins") for row in rows_of(BASE, table)]
NEW = {"id": "E6", "conditions": {"sick_leave": {"in": ["oui"]}}, "says": True, "motive": "m", "reference": "r"}


def test_the_content_of_a_convention_is_that_convention():
    assert load_convention(BASE).fingerprint == sample_convention().fingerprint


@given(st.sampled_from(ROWS), st.sampled_from([-1, 1]))
def test_moving_there_and_back_changes_nothing(row: str, step: Any):
    before = copy.deepcopy(BASE)
    there = move_row(BASE, row, step)
    assert before == BASE
    assert there == BASE or move_row(there, row, -step) == BASE


@given(st.sampled_from(ROWS))
def test_a_copy_says_the_same_under_another_name_and_can_be_taken_away(row: str):
    copied, name = copy_row(BASE, row)
    original, twin = find_row(BASE, row), find_row(copied, name)
    assert original is not None
    assert twin == (original[0], {**original[1], "id": name})
    assert remove_row(copied, name) == BASE


def test_copies_of_copies_have_names_of_their_own():
    once, first = copy_row(BASE, "E1a")
    twice, second = copy_row(once, "E1a")
    assert first != second
    load_convention(twice)


def test_a_row_is_added_replaced_and_removed():
    added = put_row(BASE, "emploi", NEW)
    assert rows_of(added, "emploi")[-1] == NEW
    renamed = put_row(added, "emploi", {**NEW, "id": "E7"}, instead_of="E6")
    assert find_row(renamed, "E6") is None
    assert remove_row(renamed, "E7") == BASE


def test_an_example_follows_its_row_and_outlives_it():
    _, row = find_row(BASE, "E4") or ("", {})
    renamed = put_row(BASE, "emploi", {**row, "id": "E40"}, instead_of="E4")
    assert next(e for e in renamed["examples"] if e["id"] == "retraite-a-l-hopital")["row"] == "E40"
    without = remove_row(BASE, "E4")
    assert next(e for e in without["examples"] if e["id"] == "retraite-a-l-hopital")["row"] is None
    load_convention(without)


@pytest.mark.parametrize(
    "change",
    [
        lambda: put_row(BASE, "emploi", {**NEW, "id": "S1"}),
        lambda: put_row(BASE, "emploi", NEW, instead_of="E99"),
        lambda: put_row(BASE, "lune", NEW),
        lambda: remove_row(BASE, "E99"),
        lambda: put_item(BASE, "topics", {"code": "budget", "label": "encore"}),
        lambda: put_sentence(BASE, next(iter(BASE["sentences"])), "web", "  "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_french_line(change: Any):
    with pytest.raises(EditError) as refused:
        change()
    assert "\n" not in str(refused.value)


def test_a_third_axis_comes_with_its_empty_table_and_leaves_with_it():
    wider = put_item(BASE, "axes", {"code": "logement", "label": "logement adapté"})
    assert rows_of(wider, "logement") == []
    load_convention(wider)
    assert remove_item(wider, "axes", "logement") == BASE


def test_a_topic_leaves_the_lists_that_name_it():
    less = remove_item(BASE, "topics", "deces")
    assert "deces" not in less["other_topics"]


def test_a_sentence_loses_a_variant_and_keeps_its_web_text():
    key = next(key for key, variants in BASE["sentences"].items() if "sms" in variants)
    shorter = put_sentence(BASE, key, "sms", "")
    assert set(shorter["sentences"][key]) == set(BASE["sentences"][key]) - {"sms"}
    assert put_sentence(shorter, key, "sms", BASE["sentences"][key]["sms"]) == BASE


def test_a_whole_part_is_replaced():
    assert put_part(BASE, "label", "Convention 2027")["label"] == "Convention 2027"
