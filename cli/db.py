"""`seuil db`: the tables and their first contents."""

from __future__ import annotations

import typer

from cli.one_line import CommandError, running
from intake.requests import seed_reference_data
from intake.runtime import Runtime

app = typer.Typer(help="La base de données.", no_args_is_help=True)


@app.command("migrate")
def migrate() -> None:
    """Crée les tables, ou les met à jour."""
    with running() as runtime:
        runtime.database.migrate()
    print("Base à jour.")


@app.command("seed")
def seed() -> None:
    """Met la convention et les antennes d’exemple dans une base neuve."""
    with running() as runtime:
        if runtime.settings.production:
            raise CommandError("les données d’exemple ne vont pas en production")
        if not runtime.settings.sample:
            raise CommandError("SEUIL_SAMPLE vaut 0 : pas de données d’exemple")
        print("Données d’exemple ajoutées." if seed_once(runtime) else "La base a déjà une convention : rien n’est changé.")


def seed_once(runtime: Runtime) -> bool:
    """Seed a database without any convention; True when it did."""
    with runtime.database.write() as session:
        return seed_reference_data(session, now=runtime.clock.now(), region=runtime.settings.sample_region)
