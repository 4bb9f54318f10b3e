"""`seuil webhook`, run as an operator does."""

from __future__ import annotations

from intake.runtime import Runtime
from tests.cli.test_cli import base, refused, seuil

__all__ = ["base", "seuil"]


def test_an_address_is_added_listed_and_closed(seuil, base: Runtime):
    done = seuil("webhook", "add", "https://exemple.fr/seuil")
    assert done.exit_code == 0, done.stderr
    name, secret = (line.split(" : ")[1] for line in done.stdout.splitlines())
    assert len(secret) >= 40
    listed = seuil("webhook", "list").stdout.split("\n")[0].split("\t")
    assert listed == [name, "https://exemple.fr/seuil", "ouverte", "-", "0"]
    assert seuil("webhook", "disable", name).stdout == f"Adresse fermée : {name}\n"
    assert "fermée" in seuil("webhook", "list").stdout
    assert secret not in seuil("webhook", "list").stdout


def test_what_cannot_be_told_is_one_line(seuil, base: Runtime):
    refused(seuil("webhook", "add", "exemple.fr"), "https://")
    refused(seuil("webhook", "disable", "rien"), "seuil webhook list")
