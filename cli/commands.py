"""Commands of one word: `seuil up` and `seuil read`."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer

from cli.db import seed_once
from cli.one_line import running
from cli.up import run_all


def up() -> None:
    """Prépare la base et démarre tout au premier plan ; Ctrl-C arrête tout."""
    with running() as runtime:
        runtime.database.migrate()
        if runtime.settings.sample and not runtime.settings.production:
            seed_once(runtime)
        raise typer.Exit(run_all(runtime))


def read() -> None:
    """Lit des réponses, une ligne JSON par réponse, et écrit une ligne JSON pour chacune."""
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(_read(line), ensure_ascii=False), flush=True)


def _read(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        return {"error": "Cette ligne n’est pas un objet JSON."}
    from intake.reading import read_line

    return read_line(asked)


def add_to(app: typer.Typer) -> None:
    """Add the commands of one word."""
    app.command("up")(up)
    app.command("read")(read)
