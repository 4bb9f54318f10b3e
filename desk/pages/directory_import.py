"""Importing a file into the directory: sent, looked at row by row, then taken exactly as it was seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from desk.forms import Sent
from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from intake.directory import (
    MOST_BYTES,
    ChangedMeanwhileError,
    DirectoryError,
    FileRefusedError,
    Report,
    forget_file,
    import_file,
    keep_file,
    kept_file,
    plan_import,
)

router = APIRouter(prefix="/annuaire/import")

# What one list of the report shows; all of it is in the file of the report.
SHOWN: Final = 60
_GONE: Final = "Ce fichier n’est plus là : il a déjà été pris, un autre l’a remplacé, ou il a attendu plus d’un jour. Envoyez-le à nouveau."


@router.get("", name="directory_import")
def start(request: Request, visitor: SignedInVisitor, fait: Annotated[int, Query(ge=0, le=10**9)] = -1) -> Response:
    """The form to send a file."""
    return page(request, "directory_import.html", {"done": fait, "fault": ""})


@router.post("", name="directory_look")
def look(request: Request, visitor: SignedInVisitor, form: Sent) -> Response:
    """What the file would change; nothing is changed."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    sent = form.get("fichier")
    try:
        if not isinstance(sent, UploadFile) or not sent.filename:
            raise FileRefusedError("Choisissez un fichier.")
        content = sent.file.read(MOST_BYTES + 1)
        with runtime.database.read() as session:
            report = plan_import(session, content, today=runtime.clock.today()).report
        with runtime.database.write() as session:
            kept = keep_file(session, visitor.actor, sent.filename, content, now)
    except DirectoryError as error:
        return page(request, "directory_import.html", {"done": -1, "fault": str(error)}, status=422)
    return _shown(request, report, kept, sent.filename)


@router.post("/confirmation", name="directory_take")
def take(request: Request, visitor: SignedInVisitor, form: Sent) -> Response:
    """Take the file that was looked at; when the directory has changed since, show what it would do now."""
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    id_, seen = _text(form, "fichier"), _text(form, "vu")
    with runtime.database.read() as session:
        kept = kept_file(session, visitor.actor, id_, now)
    if kept is None:
        return page(request, "directory_import.html", {"done": -1, "fault": _GONE}, status=409)
    name, content = kept
    try:
        report = import_file(
            runtime.database, visitor.actor, content, now=now, today=today, seen=seen, retire_missing=_text(form, "retirer") == "1"
        )
    except ChangedMeanwhileError as error:
        with runtime.database.read() as session:
            again = plan_import(session, content, today=today).report
        return _shown(request, again, id_, name, changed=str(error), status=409)
    with runtime.database.write() as session:
        forget_file(session, id_)
    return RedirectResponse(f"/annuaire/import?fait={len(report.added) + len(report.changed)}", 303)


@router.get("/rapport", name="directory_report")
def whole_report(request: Request, visitor: SignedInVisitor, fichier: Annotated[str, Query(max_length=36)] = "") -> Response:
    """The whole report as a CSV, for a file that was looked at."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        kept = kept_file(session, visitor.actor, fichier, runtime.clock.now())
        if kept is None:
            raise HTTPException(404, _GONE)
        report = plan_import(session, kept[1], today=runtime.clock.today()).report
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["ligne", "résultat", "identifiant", "nom", "détail"])
    writer.writerows(_rows(report))
    headers = {"Content-Disposition": 'attachment; filename="rapport.csv"'}
    return Response("\ufeff" + text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _shown(request: Request, report: Report, kept: str, name: str, *, changed: str = "", status: int = 200) -> Response:
    values = {"report": report, "kept": kept, "name": name, "changed": changed, "most": SHOWN}
    return page(request, "directory_report.html", values, status=status)


def _rows(report: Report) -> Iterator[list[str]]:
    named = (
        ("ajoutée", report.added),
        ("changée", report.changed),
        ("refusée", report.refused),
        ("à améliorer", report.warnings),
        ("plus dans le fichier", report.missing),
    )
    for what, lines in named:
        for line in lines:
            yield [str(line.number or ""), what, *(_harmless(text) for text in (line.id, line.name, line.said))]


def _harmless(text: str) -> str:
    """What a spreadsheet would run is shown instead."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value[:200] if isinstance(value, str) else ""
