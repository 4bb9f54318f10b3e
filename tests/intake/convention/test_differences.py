"""What differs between two conventions, in sentences."""

from __future__ import annotations

import json
from typing import Any

from intake.convention import Convention, differences, load_convention, sample_convention
from tests.intake.convention.changing import CHANGES

BASE = sample_convention()


def changed(change: Any) -> Convention:
    data = json.loads(BASE.canonical_json)
    change(data)
    return load_convention(data)


def test_a_convention_does_not_differ_from_itself_nor_by_its_number_alone():
    assert differences(BASE, BASE) == ()
    assert differences(BASE, changed(lambda data: data.update(version=2))) == ()


def test_every_change_is_told_in_its_part():
    for part, change in CHANGES:
        found = differences(BASE, changed(change))
        assert found, part
        assert part in {difference.part for difference in found}
        for difference in found:
            assert difference.before != difference.after
            assert difference.sentence[0].isupper()


def test_nothing_that_changes_the_fingerprint_goes_untold():
    for _, change in CHANGES:
        other = changed(change)
        assert (other.fingerprint != BASE.fingerprint) == bool(differences(BASE, other))


def test_a_changed_bound_is_told_as_people_say_it():
    def sooner(data: dict[str, Any]) -> None:
        data["axis_tables"][0]["rows"][3]["conditions"]["sick_leave_days"] = {"range": {"lo": 60, "hi": None}}

    (one,) = differences(BASE, changed(sooner))
    assert one.what == "la règle E1d"
    assert "90 ou plus" in str(one.before)
    assert "60 ou plus" in str(one.after)
    assert one.sentence.startswith("Changé, la règle E1d : « Si ")


def test_what_is_new_and_what_is_gone_are_mirror_images():
    def less(data: dict[str, Any]) -> None:
        data["axis_tables"][1]["rows"] = data["axis_tables"][1]["rows"][1:]
        data["examples"] = [example for example in data["examples"] if example.get("row") != "S1"]

    fewer = changed(less)
    gone = {(d.what, d.before) for d in differences(BASE, fewer) if d.after is None}
    new = {(d.what, d.after) for d in differences(fewer, BASE) if d.before is None}
    assert gone == new
    assert {what for what, _ in gone} == {"la règle S1", "l’exemple sortie-prevue"}
