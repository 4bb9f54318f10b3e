"""`seuil rules`: a convention checked before anybody relies on it, taken out and in, and what differs between two."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.orm import Session

from cli.one_line import CommandError, running
from intake.amending import check_chain, events, import_draft, rows_without_example, try_examples
from intake.clock import PARIS
from intake.convention import Convention, convention_schema, differences, indiscreet_parts, load_convention, to_dmn
from intake.eligibility import FaultKind, find_faults
from intake.privacy import Actor, ActorKind
from intake.requests import NoConventionError, convention_of, current_convention

app = typer.Typer(help="Les règles de la convention.", no_args_is_help=True)

OPERATOR: Final = Actor(ActorKind.PROGRAM, "cli")
File = Annotated[Path, typer.Argument(help="fichier YAML ou JSON, ou dossier d’une convention")]


@app.command("check")
def check(file: File) -> None:
    """Vérifie une convention ; code 1 quand on ne peut pas la publier (contradiction, règle qui ne sert jamais, exemple manqué)."""
    convention = load_convention(file)
    faults = find_faults(convention)
    broken = [fault.sentence for fault in faults if fault.kind.blocks]
    if not any(fault.kind is FaultKind.INCONCLUSIVE for fault in faults):
        broken += _failing_examples(convention)
    if not broken:
        rows = len(convention.orientation.rows) + sum(len(table.rows) for table in convention.axis_tables)
        print(f"Convention n° {convention.version} correcte : {len(convention.fields)} champs, {rows} règles")
        print(f"Empreinte : {convention.fingerprint}")
    for line in broken:
        print(f"À corriger : {line}", file=sys.stderr)
    told = [f"{fault.kind.label}. {fault.sentence}" for fault in faults if not fault.kind.blocks]
    told += [f"la règle {row} n’a pas d’exemple" for row in rows_without_example(convention)]
    told += indiscreet_parts(convention)
    for line in told:
        print(f"À revoir avant de publier : {line}", file=sys.stderr)
    if broken:
        raise typer.Exit(1)


def _failing_examples(convention: Convention) -> list[str]:
    found = []
    for tried in try_examples(convention):
        if not tried.passes:
            axes = ", ".join(tried.axes) or "aucun axe"
            rule = f" ; la règle {tried.example.row} ne s’y applique pas" if tried.row_holds is False else ""
            found.append(f"L’exemple « {tried.example.id} » donne « {tried.outcome.label} » ({axes}){rule}.")
    return found


@app.command("schema")
def schema() -> None:
    """Écrit le schéma JSON d’une convention (JSON Schema 2020-12)."""
    print(json.dumps(convention_schema(), ensure_ascii=False, indent=2))


@app.command("export")
def export(
    version: Annotated[int | None, typer.Option("--version", help="celle en vigueur, sinon")] = None,
    dmn: Annotated[bool, typer.Option("--dmn", help="les tables en DMN 1.3, pour un audit")] = False,
) -> None:
    """Écrit une convention publiée, en JSON ; `seuil rules import` la relit."""
    with running() as runtime, runtime.database.read() as session:
        convention = _published(session, version, runtime.clock.today())
    print(to_dmn(convention) if dmn else json.dumps(convention.model_dump(mode="json"), ensure_ascii=False, indent=2))


@app.command("import")
def take(file: File) -> None:
    """Fait un brouillon d’un fichier : il est vérifié et signé comme tout autre."""
    convention = load_convention(file)
    with running() as runtime, runtime.database.write() as session:
        base = _published(session, None, runtime.clock.today())
        draft = import_draft(session, OPERATOR, base.version, convention, runtime.clock.now())
        changes = differences(base, convention)
    print(f"Brouillon créé : {draft.id}")
    print(f"{len(changes)} différences avec la version {base.version}, en vigueur.")


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(help="numéro d’une version publiée, ou fichier")],
    after: Annotated[str, typer.Argument(help="numéro d’une version publiée, ou fichier")],
) -> None:
    """Dit en français ce qui change d’une convention à l’autre."""
    if all(_is_file(name) for name in (before, after)):
        old, new = load_convention(before), load_convention(after)
    else:
        with running() as runtime, runtime.database.read() as session:
            old, new = (_named(session, name, runtime.clock.today()) for name in (before, after))
    found = differences(old, new)
    for difference in found:
        print(f"{difference.part.label.capitalize()} : {difference.sentence}")
    if not found:
        print("Rien ne change.")


def _is_file(name: str) -> bool:
    return not (name.isascii() and name.isdigit()) or Path(name).exists()


def _named(session: Session, name: str, today: date) -> Convention:
    return load_convention(name) if _is_file(name) else _published(session, int(name[:9]), today)


def _published(session: Session, version: int | None, today: date) -> Convention:
    try:
        return current_convention(session, today) if version is None else convention_of(session, version)
    except NoConventionError as error:
        raise CommandError(str(error)) from None


@app.command("history")
def tell(check_it: Annotated[bool, typer.Option("--check", help="vérifie que rien n’a été changé après coup")] = False) -> None:
    """Montre l’historique des conventions, ou vérifie sa chaîne d’empreintes ; code 1 quand elle est rompue."""
    with running() as runtime, runtime.database.read() as session:
        if check_it:
            broken = check_chain(session)
            if broken is not None:
                raise CommandError(f"L’historique est rompu à l’étape n° {broken} : elle n’est plus ce qui avait été écrit.")
            print("L’historique est entier.")
            return
        found = events(session)
    for event in reversed(found):
        at = event.at.astimezone(PARIS)
        version = f"version {event.version}" if event.version else "-"
        print("\t".join((str(event.number), f"{at:%d/%m/%Y %H:%M}", event.step.label, version, event.actor, event.words)).rstrip())


@app.callback()
def _group() -> None:
    """Les règles de la convention."""
