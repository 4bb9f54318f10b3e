"""`seuil reindex`: the search tokens of every request, made with the index key in force."""

from __future__ import annotations

import sys

import typer

from cli.one_line import running
from intake.requests import reindex_some, rekey_numbers


def reindex() -> None:
    """Refait les clés de recherche, après un changement de SEUIL_INDEX_KEY ; peut s’arrêter et reprendre, sans rien couper."""
    with running() as runtime:
        numbers = 0
        after: str | None = ""
        while after is not None:
            with runtime.database.write() as session:
                changed, after = rekey_numbers(session, runtime.indexer, after=after)
            numbers += changed
        done, lost, after = 0, 0, ""
        while after is not None:
            # One short transaction at a time: the desk and the line go on meanwhile.
            with runtime.database.write() as session:
                step = reindex_some(session, runtime.indexer, after=after)
            done, lost, after = done + step.done, lost + len(step.unreadable), step.next_after
            if done and sys.stderr.isatty():
                print(f"\r{done} demandes…", end="", file=sys.stderr, flush=True)
    print(f"{done} demandes et {numbers} numéros ont leurs clés de recherche à jour.")
    if lost:
        print(f"{lost} demandes n’ont pas pu être lues (SEUIL_SECRET_KEYS).", file=sys.stderr)
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reindex")(reindex)
