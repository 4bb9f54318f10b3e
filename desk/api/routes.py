"""The routes of the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer

from desk.api.schemas import Handoff, Handoffs, Problem, Ruleset, Rulesets
from desk.guard import SignedInVisitor, runtime_of
from desk.pages.printing import figures_file
from desk.rendering import page
from intake.amending import Standing, versions
from intake.convention import Convention, to_dmn
from intake.exchange import fhir_bundle
from intake.requests import (
    PUBLISHED,
    WITHDRAWN,
    NoConventionError,
    QueueFilter,
    antennas,
    convention_of,
    list_handoffs,
    note_access,
    read_handoff,
    read_handoffs,
)
from intake.staff import narrow
from lexicon.codes import HandoffStatus

# Declared for the description only: the guard is what checks the token.
_bearer = HTTPBearer(auto_error=False, description="Un jeton créé par « seuil token create ».")

closed = APIRouter(
    dependencies=[Security(_bearer)],
    responses={401: {"model": Problem}, 403: {"model": Problem}, 422: {"model": Problem}, 503: {"model": Problem}},
)
described = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=10**9)]
Short = Annotated[str | None, Query(max_length=80)]
GONE = "Aucune demande n’a cet identifiant, ou ce jeton ne donne pas le droit de la lire."
_BUNDLE = {"type": "object", "required": ["resourceType", "type", "entry"], "properties": {"resourceType": {"const": "Bundle"}}}


class FhirResponse(JSONResponse):
    """FHIR in JSON."""

    media_type = "application/fhir+json"


@closed.get("/handoffs", name="api_handoffs", summary="Hand-offs, urgent first, then the oldest due")
def handoffs(
    request: Request,
    visitor: SignedInVisitor,
    conversation_id: Short = None,
    call_sid: Short = None,
    message_sid: Short = None,
    status: HandoffStatus | None = None,
    axis: Short = None,
    urgent: bool | None = None,
    antenna: Short = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Handoffs:
    """One page; `conversation_id` may be any of the request's conversations, `call_sid` and `message_sid` are the carrier's."""
    wanted = QueueFilter(
        status=status.value if status else None,
        axis=axis,
        urgent=urgent,
        antenna=antenna,
        conversation_id=conversation_id,
        call_sid=call_sid,
        message_sid=message_sid,
        q=q,
    )
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        try:
            found = list_handoffs(session, visitor.actor, wanted, now=now, indexer=runtime.indexer, cursor=cursor, limit=limit)
        except ValueError:
            if cursor is None:
                raise
            raise HTTPException(422, "Ce curseur n’est pas valable : reprenez depuis la première page.") from None
        views = read_handoffs(session, visitor.actor, [line.id for line in found.lines], now)
    return Handoffs(items=[Handoff.model_validate(view.as_json()) for view in views], next_cursor=found.next_cursor)


@closed.get("/handoffs/{handoff_id}", name="api_handoff", summary="One hand-off", responses={404: {"model": Problem}})
def handoff(request: Request, visitor: SignedInVisitor, handoff_id: Annotated[str, Path(max_length=80)]) -> Handoff:
    """One hand-off, whole."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        view = read_handoff(narrow(session, visitor.actor), visitor.actor, handoff_id, runtime.clock.now())
    if view is None:
        raise HTTPException(404, "Aucune demande n’a cet identifiant, ou ce jeton ne donne pas le droit de la lire.")
    return Handoff.model_validate(view.as_json())


@closed.get(
    "/handoffs/{handoff_id}/fhir",
    name="api_handoff_fhir",
    summary="One hand-off as a FHIR R4 Bundle",
    response_class=Response,
    responses={200: {"content": {"application/fhir+json": {"schema": _BUNDLE}}, "description": "The Bundle"}, 404: {"model": Problem}},
)
def handoff_fhir(request: Request, visitor: SignedInVisitor, handoff_id: Annotated[str, Path(max_length=80)]) -> Response:
    """Patient, QuestionnaireResponse, ServiceRequest (a proposal), Task, Provenance and Flags; always the same for the same hand-off."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        view = read_handoff(narrow(session, visitor.actor), visitor.actor, handoff_id, now)
        if view is None:
            raise HTTPException(404, GONE)
        note_access(session, visitor.actor, "export", view.row.request_id, now)
        names = {antenna.code: antenna.name for antenna in antennas(session)}
    return FhirResponse(fhir_bundle(view, antenna=names.get(view.row.antenna or "")))


@closed.get(
    "/handoffs.csv",
    name="api_handoffs_csv",
    summary="One line per hand-off, without name, reference or words",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "UTF-8, semicolons, one header line"}},
)
def handoffs_csv(
    request: Request,
    visitor: SignedInVisitor,
    since: Annotated[date | None, Query(description="first day of creation, in Paris; a year before the last unless given")] = None,
    until: Annotated[date | None, Query(description="last day; today unless given")] = None,
) -> Response:
    """A value that fewer than five hand-offs of an antenna carry is left out. A manager's token without an antenna finds none."""
    return figures_file(request, visitor, since, until)


@closed.get("/rulesets", name="api_rulesets", summary="Published conventions, the latest to apply first")
def rulesets(request: Request, visitor: SignedInVisitor) -> Rulesets:
    """No personal data. A request is judged by the one in force on the day of its first message."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        found = versions(session, runtime.clock.today())
    return Rulesets(
        items=[
            Ruleset(
                version=one.number,
                label=one.label,
                effective_from=one.effective_from,
                effective_to=one.effective_to,
                standing=one.standing,
                fingerprint=one.fingerprint,
                status=WITHDRAWN if one.standing is Standing.WITHDRAWN else PUBLISHED,
            )
            for one in found
        ]
    )


_WHOLE = {"type": "object", "required": ["version", "label", "effective_from", "fields", "orientation", "axis_tables"]}
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}


@closed.get(
    "/rulesets/{version}.dmn",
    name="api_ruleset_dmn",
    summary="The tables of one convention as DMN, for an audit",
    response_class=Response,
    responses={200: {"content": {"application/xml": {"schema": {"type": "string"}}}, "description": "DMN 1.3"}, **_MISSING},
)
def ruleset_dmn(request: Request, visitor: SignedInVisitor, version: Number) -> Response:
    """Decision tables in S-FEEL. DMN has no unknown value: of incomplete requests these tables alone do not say what Seuil says."""
    return Response(to_dmn(_published(request, version)), media_type="application/xml")


@closed.get(
    "/rulesets/{version}",
    name="api_ruleset",
    summary="One convention, whole",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": _WHOLE}}, "description": "The convention"}, **_MISSING},
)
def ruleset(request: Request, visitor: SignedInVisitor, version: Number) -> Response:
    """The canonical JSON, of which the fingerprint is the SHA-256; its schema is what `seuil rules schema` prints."""
    return Response(_published(request, version).canonical_json, media_type="application/json")


def _published(request: Request, version: int) -> Convention:
    try:
        with runtime_of(request).database.read() as session:
            return convention_of(session, version)
    except NoConventionError:
        raise HTTPException(404, "Aucune convention n’a ce numéro.") from None


@described.get("/handoffs.schema.json", name="api_handoff_schema")
def handoff_schema() -> Response:
    """The JSON Schema of a hand-off."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Handoff.model_json_schema(mode="serialization")}
    return JSONResponse(schema, media_type="application/schema+json")


@described.get("/openapi.json", name="api_openapi")
def openapi(request: Request) -> dict[str, Any]:
    """The description of the API."""
    description: dict[str, Any] = request.app.openapi()
    return description


@described.get("/docs", name="api_docs")
def docs(request: Request) -> Response:
    """The same description, to read: made here, without any other site."""
    return page(request, "api.html", {"description": request.app.openapi()})


router = APIRouter(prefix="/api/v1")
# The schema's address would otherwise be taken for an identifier.
router.include_router(described)
router.include_router(closed)
