"""The operator's command: `seuil --help` lists what it does."""

from __future__ import annotations

import typer

from cli import commands, db, directory, examples, indexing, people, privacy, rules, telephone, webhooks
from cli.one_line import OneLine

app = typer.Typer(
    name="seuil",
    help="Conduire Seuil : démarrer, gérer les comptes, la base, les règles.",
    cls=OneLine,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(people.staff, name="staff")
app.add_typer(people.token, name="token")
app.add_typer(db.app, name="db")
app.add_typer(directory.app, name="directory")
app.add_typer(rules.app, name="rules")
app.add_typer(examples.app, name="examples")
app.add_typer(privacy.app, name="privacy")
app.add_typer(telephone.app, name="telephone")
app.add_typer(webhooks.app, name="webhook")
commands.add_to(app)
indexing.add_to(app)


def main() -> None:
    """The entry of the `seuil` script."""
    app()


__all__ = ["app", "main"]
