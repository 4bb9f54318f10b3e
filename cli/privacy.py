"""`seuil privacy`: what a person may ask about her data."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, Final

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.one_line import CommandError, running
from intake.privacy import Actor, ActorKind
from intake.requests import erase_request, existing_handoff, load_draft, note_access, read_handoff, read_transcript
from intake.storage import RequestRow

app = typer.Typer(help="Les droits des personnes sur leurs données.", no_args_is_help=True)

OPERATOR: Final = Actor(ActorKind.PROGRAM, "cli")
Reference = Annotated[str, typer.Argument(help="référence de la demande, huit chiffres")]


@app.command("export")
def export(reference: Reference) -> None:
    """Écrit en JSON tout ce qui est gardé d’une demande."""
    with running() as runtime, runtime.database.write() as session:
        now = runtime.clock.now()
        request_id = _find(session, reference)
        row = existing_handoff(session, request_id)
        view = read_handoff(session, OPERATOR, row.id, now) if row else None
        draft = load_draft(session, request_id)
        found: dict[str, Any] = {
            "handoff": view.as_json() if view else None,
            "account": [said.model_dump(mode="json") for said in draft.account],
            "answers": {code: answer.model_dump(mode="json") for code, answer in draft.answers.items()},
            "messages": [item.public() for item in read_transcript(session, OPERATOR, request_id, now)],
        }
    print(json.dumps(found, ensure_ascii=False, indent=2))


@app.command("erase")
def erase(reference: Reference, yes: Annotated[bool, typer.Option("--yes", help="sans demander confirmation")] = False) -> None:
    """Efface une demande et tout ce qui s’y rattache, pour toujours."""
    if not yes and sys.stdin.isatty():
        typer.confirm("Effacer cette demande pour toujours ?", abort=True)
    with running() as runtime, runtime.database.write() as session:
        request_id = _find(session, reference)
        erase_request(session, request_id)
        note_access(session, OPERATOR, "erase", request_id, runtime.clock.now())
    print("Demande effacée.")


def _find(session: Session, reference: str) -> str:
    digits = "".join(filter(str.isdigit, reference))
    found = session.scalar(select(RequestRow.id).where(RequestRow.reference == digits))
    if found is None:
        raise CommandError("aucune demande n’a cette référence")
    return found
