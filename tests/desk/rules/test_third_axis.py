"""A third axis added in the editor: new requests follow it to their hand-off, those that had begun keep their convention."""

from __future__ import annotations

from intake.runtime import Runtime
from lexicon.codes import Act
from tests.desk.rules.office import Administrator, put_in_force, row_form
from tests.intake.dialogue.talk import Talk

STORY = "Mon appartement n’est plus adapté depuis mon opération, je ne peux plus monter les escaliers."
ANSWERS = {
    "phone": "06 39 98 12 34", "safe_contact": "oui", "postal_code": "44000", "regime": "la CPAM", "name": "Jeanne Martin",
    "birth_date": "23/07/1958", "employment_status": "à la retraite", "sick_leave": "non", "job_risk": "non", "hospital_status": "non",
    "care_renounced": "non", "household": "seule", "complementary_cover": "oui", "availability": "le matin", "for_whom": "pour moi",
    "marital_status": "veuve", "rqth": "non", "work_accident": "non", "invalidity": "non",
}  # fmt: skip


def to_the_end(talk: Talk) -> None:
    for _ in range(40):
        view = talk.handoff
        if view is not None:
            return
        asked = talk.asks
        talk.say(ANSWERS.get(asked or "", "oui"), Act.INFORM if asked in ANSWERS else Act.AFFIRM)
    raise AssertionError(talk.text)


def test_a_third_axis_from_the_editor_to_a_hand_off(alix: Administrator, boris: Administrator, runtime: Runtime):
    begun = Talk(runtime)
    begun.say(STORY, Act.TELL_SITUATION, "logement")
    root = alix.start()
    topics = f"{root}/sujets"
    alix.post(topics, topics, genre="axes", code="logement_adapte", nom="logement adapté", geste="ajouter")
    alix.post(topics, topics, genre="topics", code="logement", nom="logement", geste="nommer")
    for says, motive in (("oui", "Un logement peut être adapté."), ("non", "Rien ne touche au logement.")):
        form = row_form(alix.get(f"{root}/lignes?table=logement_adapte"))
        if "topic:logement" not in form.get("colonne", []):
            form = row_form(alix.client.post(f"{root}/lignes", data=form | {"ajouter": ["topic:logement"], "geste": ["ajouter"]}).text)
        form |= {"c:topic:logement": [says], "says": [says], "motive": [motive], "reference": ["Avenant 1"]}
        assert alix.client.post(f"{root}/lignes", data=form).status_code == 303
    # And a question that becomes mandatory with it.
    question = f"{root}/questions/marital_status"
    alix.post(question, question, nom="situation de famille", quand="always")
    trial = f"{root}/essai"
    for name, row, topic in (("escaliers", "L1", "logement"), ("argent", "L2", "budget")):
        alix.post(trial, trial, geste="garder", nom=name, regle=row, sujet=[topic], **{"f:postal_code": "44000"})
    put_in_force(alix, boris, root)

    fresh = Talk(runtime)
    fresh.say(STORY, Act.TELL_SITUATION, "logement")
    for talk in (fresh, begun):
        to_the_end(talk)
    new, old = fresh.handoff, begun.handoff
    assert new is not None
    assert old is not None
    assert (new.row.ruleset_version, old.row.ruleset_version) == (2, 1)
    assert "logement_adapte" in new.row.proposal["eligibility"]["axes"]
    assert old.row.proposal["eligibility"]["axes"] == []
    assert fresh.draft.value("marital_status") == "veuf"
    # What became mandatory meanwhile is not asked of who had begun before, and her file is complete without it.
    assert begun.draft.value("marital_status") is None
    assert old.row.complete
