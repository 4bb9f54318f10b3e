"""`seuil directory`: what an operator reads, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from intake.directory import organisation
from intake.runtime import Runtime
from tests.cli.test_cli import base, refused, seuil

__all__ = ["base", "seuil"]

ONE = {"source": "essai", "id": "essai--1", "nom": "Maison des aidants", "date_maj": "2026-10-01"}


@pytest.fixture
def structures(tmp_path: Path) -> Path:
    path = tmp_path / "structures.json"
    path.write_text(json.dumps([ONE, {**ONE, "id": "essai--2", "code_postal": "44"}]))
    return path


def there(base: Runtime) -> bool:
    with base.database.read() as session:
        found = organisation(session, "essai--1", base.clock.today())
    return found is not None and not found.retired


def test_a_dry_run_tells_and_changes_nothing(seuil, base: Runtime, structures: Path):
    done = seuil("directory", "import", str(structures), "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert "élément 1\tajoutée\tessai--1\tMaison des aidants" in done.stdout
    assert "Organisations : 1 ajoutées, 0 changées, 0 inchangées, 1 refusées, 0 plus dans le fichier." in done.stdout
    assert done.stdout.endswith("Rien n’a été changé.\n")
    assert done.stderr == "Refusée : Élément 2, colonne « code_postal » : un code postal a cinq chiffres.\n"
    assert not there(base)


def test_an_import_is_done_once_and_retires_on_demand(seuil, base: Runtime, structures: Path, tmp_path: Path):
    assert seuil("directory", "import", str(structures)).exit_code == 0
    assert there(base)
    assert "0 ajoutées, 0 changées, 1 inchangées" in seuil("directory", "import", str(structures)).stdout
    other = tmp_path / "others.json"
    other.write_text(json.dumps([{**ONE, "id": "essai--3"}]))
    assert "-\tplus dans le fichier\tessai--1" in seuil("directory", "import", str(other)).stdout
    assert there(base)
    assert "-\tretirée\tessai--1" in seuil("directory", "import", str(other), "--retire-missing").stdout
    assert not there(base)


def test_what_cannot_be_read_is_one_line(seuil, base: Runtime, tmp_path: Path):
    refused(seuil("directory", "import", str(tmp_path / "rien.csv")), "ne se lit pas")
    refused(seuil("directory", "import", str(tmp_path)), "ne se lit pas")
    path = tmp_path / "x.csv"
    path.write_bytes("id,nom\n1,Été".encode("latin-1"))
    refused(seuil("directory", "import", str(path)), "UTF-8")
    with path.open("wb") as large:
        large.truncate(50 * 1024 * 1024 + 1)
    refused(seuil("directory", "import", str(path)), "50 Mo")


def test_the_communes_are_replaced_with_care(seuil, base: Runtime, tmp_path: Path):
    path = tmp_path / "communes.csv"
    path.write_text("#Code_commune_INSEE;Nom_de_la_commune;Code_postal\n44109;NANTES;44000\n")
    refused(seuil("directory", "communes", str(path)), "disparaîtraient")
    looked = seuil("directory", "communes", str(path), "--dry-run", "--force").stdout
    assert looked == "1 communes et codes postaux : 0 en plus, 0 changés, 12 en moins.\nRien n’a été changé.\n"
    assert seuil("directory", "communes", str(path), "--force").exit_code == 0
    assert "0 en plus, 0 changés, 0 en moins" in seuil("directory", "communes", str(path)).stdout
