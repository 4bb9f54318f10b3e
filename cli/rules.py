"""`seuil rules`: checking a convention before anybody relies on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from intake.convention import indiscreet_parts, load_convention
from intake.eligibility import compiled

app = typer.Typer(help="Les règles de la convention.", no_args_is_help=True)


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="fichier YAML ou JSON, ou dossier d’une convention")]) -> None:
    """Vérifie une convention ; dit en une ligne ce qui ne va pas."""
    convention = load_convention(file)
    compiled(convention)
    rows = len(convention.orientation.rows) + sum(len(table.rows) for table in convention.axis_tables)
    print(f"Convention n° {convention.version} correcte : {len(convention.fields)} champs, {rows} règles")
    print(f"Empreinte : {convention.fingerprint}")
    for line in indiscreet_parts(convention):
        print(f"À revoir avant de publier : {line}", file=sys.stderr)


@app.callback()
def _group() -> None:
    """Les règles de la convention."""
