"""`seuil directory`: the organisations that people may be sent to, and the communes of postal codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from cli.one_line import CommandError, running
from intake.clock import PARIS
from intake.directory import (
    MOST_BYTES,
    DirectoryError,
    Line,
    Report,
    import_communes,
    import_file,
    plan_import,
    read_communes,
)
from intake.privacy import Actor, ActorKind

app = typer.Typer(help="L’annuaire : organisations et communes.", no_args_is_help=True)

OPERATOR: Final = Actor(ActorKind.PROGRAM, "cli")
DryRun = Annotated[bool, typer.Option("--dry-run", help="montre ce qui changerait, sans rien changer")]


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="fichier de structures ou de services data·inclusion v1, CSV ou JSON")],
    dry_run: DryRun = False,
    retire_missing: Annotated[bool, typer.Option("--retire-missing", help="retire les fiches qui ne sont plus dans le fichier")] = False,
) -> None:
    """Importe un fichier data·inclusion ; dit ligne par ligne ce qui change et ce qui est refusé."""
    content = _content(file)
    try:
        with running() as runtime:
            now = runtime.clock.now()
            today = now.astimezone(PARIS).date()
            if dry_run:
                with runtime.database.read() as session:
                    report = plan_import(session, content, today=today).report
            else:
                report = import_file(runtime.database, OPERATOR, content, now=now, today=today, retire_missing=retire_missing)
    except DirectoryError as error:
        raise CommandError(str(error)) from None
    _tell(report, retire_missing and not dry_run)
    if dry_run:
        print("Rien n’a été changé.")


@app.command("communes")
def communes(
    file: Annotated[Path, typer.Argument(help="base officielle des codes postaux (La Poste, INSEE), CSV")],
    dry_run: DryRun = False,
    force: Annotated[bool, typer.Option("--force", help="même si beaucoup de communes disparaissent")] = False,
) -> None:
    """Remplace la table des communes par un fichier de la base officielle des codes postaux."""
    try:
        found = read_communes(_content(file))
        with running() as runtime, runtime.database.write() as session:
            report = import_communes(session, OPERATOR, found, now=runtime.clock.now(), dry_run=dry_run, force=force)
    except DirectoryError as error:
        raise CommandError(str(error)) from None
    print(f"{report.communes} communes et codes postaux : {report.added} en plus, {report.changed} changés, {report.removed} en moins.")
    if dry_run:
        print("Rien n’a été changé.")


def _content(file: Path) -> bytes:
    try:
        # A file that is too large is not even read.
        if file.stat().st_size > MOST_BYTES:
            raise CommandError("Le fichier dépasse 50 Mo : coupez-le en plusieurs fichiers.")
        return file.read_bytes()
    except OSError:
        raise CommandError(f"ce fichier ne se lit pas : {file}") from None


def _tell(report: Report, retired: bool) -> None:
    for title, lines in (("ajoutée", report.added), ("changée", report.changed)):
        for line in lines:
            print("\t".join(part for part in (f"{report.unit} {line.number}", title, line.id, line.name, line.said) if part))
    for line in report.missing:
        print("\t".join(("-", "retirée" if retired else "plus dans le fichier", line.id, line.name)))
    for line in report.refused:
        _aside("Refusée", line)
    for line in report.warnings:
        _aside("À améliorer", line)
    print(
        f"{report.kind.label.capitalize()} : {len(report.added)} ajoutées, {len(report.changed)} changées, {report.unchanged} inchangées, "
        f"{len(report.refused)} refusées, {len(report.missing)} plus dans le fichier."
    )
    if report.ignored:
        print(f"Colonnes laissées de côté : {', '.join(report.ignored)}.")


def _aside(title: str, line: Line) -> None:
    print(f"{title} : {line.said}", file=sys.stderr)


@app.callback()
def _group() -> None:
    """L’annuaire : organisations et communes."""
