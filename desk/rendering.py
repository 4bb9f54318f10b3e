"""Templates, and the addresses of static files, which change with their content."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake.clock import PARIS
from intake.labels import capital

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def templates() -> Jinja2Templates:
    """The templates, compiled once in the life of a process: everything is escaped, and a missing value is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["static"] = static
    environment.filters["paris"] = _in_paris
    environment.filters["capital"] = capital
    return Jinja2Templates(env=environment)


def _in_paris(at: datetime, form: str = "%d/%m/%Y %H:%M") -> str:
    """A moment as the clock on the wall says it."""
    return at.astimezone(PARIS).strftime(form)


@lru_cache(maxsize=32)
def static(name: str) -> str:
    """The address of a static file."""
    content = (HERE / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def rendered(request: Request, template: str, values: dict[str, Any]) -> str:
    """The text of a page; what `page` gives to templates is there too."""
    engine: Jinja2Templates = request.app.state.templates
    return engine.get_template(template).render({**_always(request), **values})


def _always(request: Request) -> dict[str, Any]:
    return {"visitor": getattr(request.state, "visitor", None), "number": request.state.number}


def page(request: Request, template: str, values: dict[str, Any], *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A page; templates find the signed-in member as `visitor`, None on open pages."""
    engine: Jinja2Templates = request.app.state.templates
    return engine.TemplateResponse(request, template, {**_always(request), **values}, status_code=status, headers=headers)
