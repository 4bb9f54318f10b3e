"""A draft changed through its forms: every widget there and back, what is wrong said where it is, nothing typed lost."""

from __future__ import annotations

import html

import pytest

from intake.amending import draft_row, find_row
from intake.convention import sample_convention
from intake.runtime import Runtime
from tests.desk.conftest import token_in
from tests.desk.rules.office import Administrator, row_form

ROWS = [row.id for row in sample_convention().orientation.rows]
ROWS += [row.id for table in sample_convention().axis_tables for row in table.rows]


def content(runtime: Runtime, root: str) -> dict[str, object]:
    with runtime.database.read() as session:
        return dict(draft_row(session, root.rpartition("/")[2]).content)


def test_the_form_of_every_row_sent_back_unchanged_changes_nothing(alix: Administrator, runtime: Runtime):
    root = alix.start()
    before = content(runtime, root)
    for row in ROWS:
        form = row_form(alix.get(f"{root}/lignes/{row}"))
        answer = alix.client.post(f"{root}/lignes/{row}", data=form | {"geste": "enregistrer"})
        assert answer.status_code == 303, answer.text
    assert content(runtime, root) == before


def test_a_bound_changed_in_its_widget_is_the_bound_of_the_rule(alix: Administrator, runtime: Runtime):
    root = alix.start()
    form = row_form(alix.get(f"{root}/lignes/E1d"))
    form["lo:sick_leave_days"] = ["60"]
    assert alix.client.post(f"{root}/lignes/E1d", data=form).headers["location"] == f"{root}#regle-E1d"
    _, row = find_row(content(runtime, root), "E1d") or ("", {})
    assert row["conditions"]["sick_leave_days"] == {"range": {"lo": 60, "hi": None}}
    assert "60 ou plus" in alix.get(root)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lo:sick_leave_days": "200", "hi:sick_leave_days": "100"}, "Le premier nombre dépasse le second."),
        ({"lo:sick_leave_days": "trois mois"}, "Écrivez un nombre entier"),
        ({"lo:sick_leave_days": "9999999"[:6]}, "ce nombre est trop grand"),
        ({"motive": " "}, "Écrivez le motif"),
        ({"id": "S1"}, "il y a déjà une règle S1"),
        ({"id": "une règle"}, "pas la bonne forme"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(alix: Administrator, runtime: Runtime, changes: dict[str, str], told: str):
    root = alix.start()
    before = content(runtime, root)
    form = row_form(alix.get(f"{root}/lignes/E1d")) | {name: [value] for name, value in changes.items()} | {"reference": ["Texte gardé"]}
    answer = alix.client.post(f"{root}/lignes/E1d", data=form)
    assert answer.status_code == 422
    assert told.casefold() in html.unescape(answer.text).casefold()
    assert "Texte gardé" in answer.text
    assert content(runtime, root) == before


def test_a_condition_is_added_before_it_is_filled_in(alix: Administrator, runtime: Runtime):
    root = alix.start()
    form = row_form(alix.get(f"{root}/lignes/E4")) | {"ajouter": ["rqth"], "geste": ["ajouter"]}
    shown = alix.client.post(f"{root}/lignes/E4", data=form)
    assert shown.status_code == 200
    filled = row_form(shown.text)
    assert "rqth" in filled["colonne"]
    filled["c:rqth"] = ["oui", "en_cours"]
    assert alix.client.post(f"{root}/lignes/E4", data=filled).status_code == 303
    _, row = find_row(content(runtime, root), "E4") or ("", {})
    assert row["conditions"]["rqth"] == {"in": ["oui", "en_cours"]}


def test_a_row_is_added_moved_copied_and_removed(alix: Administrator, runtime: Runtime):
    root = alix.start()
    form = row_form(alix.get(f"{root}/lignes?table=soins"))
    assert form["id"] == ["S6"]
    form |= {"c:topic:sortie_hopital": ["oui"], "motive": ["Le retour se prépare."], "reference": ["Avenant 1"], "says": ["oui"]}
    assert alix.client.post(f"{root}/lignes", data=form).status_code == 303
    assert find_row(content(runtime, root), "S6")
    alix.post(f"{root}/lignes/O3a/descendre", root)
    alix.post(f"{root}/lignes/S6/copier", root)
    assert find_row(content(runtime, root), "S6x1")
    alix.post(f"{root}/lignes/S6/supprimer", root)
    assert find_row(content(runtime, root), "S6") is None
    order = [row["id"] for row in content(runtime, root)["orientation"]["rows"]]
    assert order[:5] == ["O1", "O2", "O3b", "O3a", "O3c"]


def test_two_windows_on_one_draft_do_not_overwrite_each_other(alix: Administrator):
    root = alix.start()
    old = row_form(alix.get(f"{root}/lignes/E4"))
    alix.post(f"{root}/lignes/S1/supprimer", root)
    answer = alix.client.post(f"{root}/lignes/E4", data=old | {"motive": ["Autre motif"]})
    assert answer.status_code == 422
    assert "a changé depuis" in answer.text
    assert "Autre motif" in answer.text


def test_a_question_becomes_mandatory_and_one_that_serves_nothing_is_flagged(alix: Administrator, runtime: Runtime):
    root = alix.start()
    page = f"{root}/questions/marital_status"
    alix.post(page, page, nom="situation de famille", quand="always")
    field = next(field for field in content(runtime, root)["fields"] if field["code"] == "marital_status")
    assert (field["when"], field["label"]) == ("always", "situation de famille")
    assert "à ne pas demander" in alix.get(f"{root}/questions")


def test_a_sentence_is_found_shown_and_saved_and_keeps_its_places(alix: Administrator, runtime: Runtime):
    root = alix.start()
    key = next(key for key, variants in sample_convention().sentences.items() if "{reference}" in variants["web"] and "sms" in variants)
    page = f"{root}/phrases/{key}"
    assert key in alix.get(f"{root}/phrases?q={key}")
    known = sample_convention().sentences[key]
    shown = alix.post(page, page, 200, **known | {"web": "Voici {reference}. " + "Très " * 30 + "long.", "geste": "voir"})
    assert "12 34 56 78" in shown
    assert "difficile à suivre" in shown
    refused = alix.post(page, page, 422, **known | {"web": "Voici votre numéro."})
    assert "{reference}" in refused
    assert "{nom}" not in alix.post(page, page, 422, **known | {"web": known["web"] + " {nom}"}).partition("banner")[2][:200]
    alix.post(page, page, **known | {"web": known["web"] + " Merci."})
    assert content(runtime, root)["sentences"][key]["web"].endswith(" Merci.")


def test_times_numbers_doors_and_topics_are_saved(alix: Administrator, runtime: Runtime):
    root = alix.start()
    page = f"{root}/generalites"
    given = {
        "titre": "Convention 2027", "date_effet": "2027-01-01", "departements": "44, 49", "heure_limite": "15:00", "sortie_jours": "5",
        "rendez_vous_jours": "15", "objectif": "80", "jours": ["1", "2", "3", "4", "5"], "horaires": "9:00-12:00, 14:00 à 17:00",
        "first_contact_jours": "2", "first_contact_heure": "17:00",
        "urgent_before_cutoff_jours": "0", "urgent_before_cutoff_heure": "17:00",
        "urgent_after_cutoff_jours": "1", "urgent_after_cutoff_heure": "10:00",
    }  # fmt: skip
    alix.post(page, page, **given)
    now = content(runtime, root)
    assert (now["label"], now["departements"], now["times"]["urgent_cutoff"]) == ("Convention 2027", ["44", "49"], "15:00")
    assert now["times"]["opening_hours"] == [["09:00", "12:00"], ["14:00", "17:00"]]
    alix.post(page, page, **given | {"fermetures": "24/12/2026, 2/1/2027"})
    assert content(runtime, root)["times"]["closed"] == ["2026-12-24", "2027-01-02"]
    assert "24/12/2026" in alix.get(page)
    assert "fermeture" in alix.post(page, page, 422, **given | {"fermetures": "à Noël"})
    assert "nombres entiers" in alix.post(page, page, 422, **given | {"objectif": "beaucoup"})
    assert "horaires" in alix.post(page, page, 422, **given | {"horaires": "le matin"}).casefold()
    numbers = f"{root}/numeros"
    code = next(iter(sample_convention().danger_numbers))
    told = {
        "code": code,
        "numero": "112",
        "dit": "1 1 2",
        "repond": "les secours",
        "heures": "jour et nuit",
        "source": "essai",
        "verifie": "",
    }
    alix.post(numbers, numbers, **told)
    assert "n’est pas le même numéro" in html.unescape(alix.post(numbers, numbers, 422, **told | {"dit": "1 5"}))
    doors = f"{root}/portes"
    alix.post(doors, doors, code="msa", organisme="MSA", pourquoi="Votre caisse.")
    topics = f"{root}/sujets"
    alix.post(topics, topics, genre="topics", code="numerique", nom="démarches en ligne", ailleurs="on", geste="ajouter")
    assert "numerique" in content(runtime, root)["other_topics"]
    refused = alix.post(topics, topics, 422, genre="topics", code="Démarches !", nom="x", geste="ajouter")
    assert "pas la bonne forme" in refused
    alix.post(topics, topics, genre="topics", code="numerique", nom="", geste="retirer")
    assert "numerique" not in content(runtime, root)["other_topics"]


def test_a_case_is_tried_heard_in_a_sentence_and_kept_as_an_example(alix: Administrator, runtime: Runtime):
    root = alix.start()
    page = f"{root}/essai"
    alix.get(page)
    heard = alix.post(page, page, 200, phrase="Je suis en arrêt depuis quatre mois", geste="entendre")
    assert '<option value="oui" selected>' in heard.partition('id="f-sick_leave"')[2][:300]
    # The dialogue engine is not there: what it would hear is left to the administrator.
    assert "L’assistant ne répond pas" in html.unescape(heard)
    facts = {
        "f:employment_status": "salarie_cdi", "f:sick_leave": "oui", "f:sick_leave_since": "95", "f:regime": "general",
        "f:for_whom": "self", "f:postal_code": "44000", "f:job_risk": "non", "f:hospital_status": "non", "f:care_renounced": "non",
    }  # fmt: skip
    tried = alix.post(page, page, 200, **facts, sujet=["arret_travail"], geste="essayer")
    assert "Relève d’un axe" in html.unescape(tried)
    assert "Ce qui changerait le résultat" in tried
    refused = alix.post(page, page, 422, **facts, sujet=["arret_travail"], geste="garder", nom="…", regle="E1d", note="Comme dit.")
    for still in ("Donnez un nom court", "Relève d’un axe", 'value="Comme dit."', '<option value="E1d" selected>'):
        assert still in html.unescape(refused)
    alix.post(page, page, **facts, sujet=["arret_travail"], geste="garder", nom="Quatre mois", regle="E1d", note="Comme dit.")
    example = next(one for one in content(runtime, root)["examples"] if one["id"] == "quatre-mois")
    assert (example["row"], example["outcome"], example["axes"]) == ("E1d", "axis_ok", ["emploi"])
    assert "entier" in alix.post(page, page, 422, **facts | {"f:sick_leave_since": "longtemps"}, geste="essayer")
    alix.post(f"{root}/exemples/retrait", f"{root}/exemples", exemple="quatre-mois")
    assert all(one["id"] != "quatre-mois" for one in content(runtime, root)["examples"])


def test_a_file_becomes_a_draft_and_a_bad_one_is_told_in_one_line(alix: Administrator, runtime: Runtime):
    shown = alix.get("/regles")

    def send(raw: bytes) -> object:
        return alix.client.post("/regles/import", data={"jeton": token_in(shown)}, files={"fichier": ("c.json", raw)})

    assert send(sample_convention().canonical_json.encode()).status_code == 303
    for raw, told in ((b"", "suite de"), (b"{", "YAML"), (b"version: 1\nlune: 2", "il manque"), (b"\xff\xfe", "incorrecte")):
        answer = send(raw)
        assert answer.status_code == 422
        assert told in html.unescape(answer.text), raw
