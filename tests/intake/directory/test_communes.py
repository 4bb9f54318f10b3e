"""The official table of postal codes: its variants, its traps, whom an antenna serves."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.directory import FileRefusedError, communes_of, communes_served, import_communes, read_communes
from intake.directory.communes import departements_of
from intake.directory.sheets import departement_of_place
from intake.privacy import Actor, ActorKind
from intake.requests import antennas
from intake.runtime import Runtime
from intake.storage import AuditRow, CommuneRow
from tests.conftest import NOW

ACTOR = Actor(ActorKind.PROGRAM, "test")
ROWS = "01001;L ABERGEMENT CLEMENCIAT;01400;L ABERGEMENT CLEMENCIAT;\n2A004;AJACCIO;20000;AJACCIO;\n97105;BASSE TERRE;97100;BASSE TERRE;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize(
    "header",
    [
        "Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5",
        "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5",
        "Code commune INSEE;Nom de la commune;Code postal;Libellé d'acheminement;Ligne 5",
    ],
)
def test_every_variant_of_the_table_is_read(header: str, encoding: str):
    found = read_communes(f"{header}\r\n{ROWS}".encode(encoding))
    assert [(one.code_insee, one.postal_code) for one in found] == [("01001", "01400"), ("2A004", "20000"), ("97105", "97100")]


def test_zeros_that_a_spreadsheet_ate_come_back_and_places_are_told_once():
    text = "Code_commune_INSEE,Nom_de_la_commune,Code_postal,Ligne_5\n1001,ABC,1400,\n1001,ABC,1400,HAMEAU\n"
    (one,) = read_communes(text.encode())
    assert (one.code_insee, one.postal_code) == ("01001", "01400")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n1;2\n", "« Code_commune_INSEE » manque"),
        ("Code_commune_INSEE;Nom_de_la_commune\n", "« Code_postal » manque"),
        ("Code_commune_INSEE;Nom_de_la_commune;Code_postal\n", "aucune commune"),
        ("Code_commune_INSEE;Nom_de_la_commune;Code_postal\n44109;NANTES;4400A\n", "Ligne 2, colonne « Code_postal »"),
        ("Code_commune_INSEE;Nom_de_la_commune;Code_postal\nXX109;NANTES;44000\n", "Ligne 2, colonne « Code_commune_INSEE »"),
        ("Code_commune_INSEE;Nom_de_la_commune;Code_postal\n44109;=1+1;44000\n", "Ligne 2, colonne « Nom_de_la_commune »"),
        ("Code_commune_INSEE;Nom_de_la_commune;Code_postal\n44109;NAN\0TES;44000\n", "octets nuls"),
        ("", "manque"),
    ],
)
def test_another_file_is_refused_in_one_line(text: str, said: str):
    with pytest.raises(FileRefusedError) as refused:
        read_communes(text.encode())
    assert said in str(refused.value)


def test_a_table_replaces_the_one_before_and_half_a_table_does_not(runtime: Runtime):
    shipped = len(read_all(runtime))
    new = read_communes(b"Code_commune_INSEE;Nom_de_la_commune;Code_postal\n44109;NANTES;44000\n")
    with pytest.raises(FileRefusedError, match="disparaîtraient"), runtime.database.write() as session:
        import_communes(session, ACTOR, new, now=NOW)
    assert len(read_all(runtime)) == shipped
    with runtime.database.write() as session:
        report = import_communes(session, ACTOR, new, now=NOW, dry_run=True, force=True)
    assert (report.added, report.removed) == (0, shipped - 1)
    assert len(read_all(runtime)) == shipped
    with runtime.database.write() as session:
        import_communes(session, ACTOR, new, now=NOW, force=True)
    assert [row.code_insee for row in read_all(runtime)] == ["44109"]
    with runtime.database.read() as session:
        assert session.scalars(select(AuditRow).where(AuditRow.action == "communes_import")).one().request_id is None


def read_all(runtime: Runtime) -> list[CommuneRow]:
    with runtime.database.read() as session:
        return list(session.scalars(select(CommuneRow)))


@pytest.mark.parametrize(
    ("code_insee", "postal_code", "departement"),
    [
        ("44109", "44000", "44"),
        (None, "44000", "44"),
        ("2A004", "20000", "2A"),
        (None, "20200", "2B"),
        (None, "20100", "2A"),
        ("97105", "97100", "971"),
        (None, "97400", "974"),
        # Le Fresne-sur-Loire's neighbours: a postal code of one département, a commune of the other.
        ("49160", "44540", "49"),
        (None, None, None),
    ],
)
def test_the_departement_is_that_of_the_commune(code_insee: str | None, postal_code: str | None, departement: str | None):
    assert departement_of_place(code_insee, postal_code) == departement


def test_a_postal_code_may_reach_two_departements(runtime: Runtime):
    border = read_communes(b"Code_commune_INSEE;Nom_de_la_commune;Code_postal\n49160;INGRANDES;44540\n44180;ST MARS;44540\n")
    with runtime.database.write() as session:
        import_communes(session, ACTOR, border, now=NOW, force=True)
        assert departements_of(session, "44540") == ("44", "49")
        assert [one.name for one in communes_of(session, "44540")] == ["INGRANDES", "ST MARS"]
        assert communes_of(session, "00000") == ()


def test_an_antenna_serves_what_no_longer_prefix_takes_away(runtime: Runtime):
    with runtime.database.read() as session:
        known = antennas(session)
        served = {antenna.code: {one.name for one in communes_served(session, known, antenna)} for antenna in known}
    assert served["nantes"] == {"NANTES", "CLISSON"}
    assert served["saint_nazaire"] == {"ST NAZAIRE"}
    assert served["angers"] == {"ANGERS"}
    assert served["cholet"] == {"CHOLET"}
