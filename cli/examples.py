"""`seuil examples export`: disagreements with the rules as examples made of codes."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Annotated

import typer

from cli.one_line import running
from intake.clock import PARIS
from intake.disagreeing import examples
from intake.privacy import Actor, ActorKind
from intake.trail import note

app = typer.Typer(help="Exemples pour corriger les règles, sans rien de personnel.", no_args_is_help=True)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
_OPERATOR = Actor(ActorKind.PROGRAM, "cli:examples")


@app.callback()
def _examples() -> None:
    """Exemples pour corriger les règles, sans rien de personnel."""


@app.command("export")
def export(since: Day = None, until: Day = None) -> None:
    """Écrit les désaccords de la période (les trois derniers mois), un objet JSON par ligne."""
    with running() as runtime:
        last = until.date() if until else runtime.clock.today()
        first = since.date() if since else last - timedelta(days=90)
        now = runtime.clock.now()
        with runtime.database.write() as session:
            found = examples(session, _OPERATOR, _start(first), _start(last + timedelta(days=1)), now)
            note(session, _OPERATOR, "examples_export", None, now)
    for one in found:
        print(json.dumps(one, ensure_ascii=False, sort_keys=True))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS)
