"""Trying a draft: on one case, on past requests, and keeping a case as an example."""

from __future__ import annotations

import logging
import re
import threading
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, save, usable
from desk.understanding import heard_topics
from desk.views.rules.past import past_screen
from desk.views.rules.trying import case_from, heard_in, try_fields
from intake.amending import AmendingError, EditError, keep_report, prepare, put_item, remove_item, try_case, try_on_past
from intake.clock import PARIS
from intake.convention import Case, Convention, ConventionError, row_sentence
from intake.labels import sentence
from intake.privacy import Actor
from intake.quiet import where
from intake.requests import count_cases
from intake.runtime import Runtime
from lexicon.codes import Outcome
from lexicon.text import plain

router = APIRouter()

_log = logging.getLogger("seuil.desk")


@router.get("/regles/brouillons/{draft_id}/essai", name="rules_try")
def try_page(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The form of a case, empty."""
    return _tried(request, draft_id, None, "")


@router.post("/regles/brouillons/{draft_id}/essai", name="rules_try_case")
def try_one(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """The verdict of the draft on a case, row by row, and what would change it; or keep the case as an example."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
    case, fault = case_from(convention, sent)
    said, deaf = str(sent.get("phrase") or "").strip()[:1000], False
    if said and sent.get("geste") == "entendre":
        case, deaf = _heard(runtime, convention, case, said)
    if fault or problem or sent.get("geste") != "garder":
        return _tried(request, draft_id, case, fault or problem, said=said, deaf=deaf)
    try:
        fault = _keep(request, visitor, row.id, case, sent)
    except (EditError, ConventionError) as error:
        fault = sentence(error)
    kept = {name: str(sent.get(name) or "") for name in ("nom", "regle", "note")}
    return _tried(request, draft_id, case, "", said=said, kept=kept, refused=fault) if fault else back(draft_id, "/exemples")


def _heard(runtime: Runtime, convention: Convention, case: Case, said: str) -> tuple[Case, bool]:
    """The case with what the assistant hears in a sentence; True beside it while the topics could not be asked for."""
    facts = heard_in(convention, said, runtime.clock.now().astimezone(PARIS).date())
    case = case.model_copy(update={"facts": {**case.facts, **facts}})
    heard = heard_topics(runtime.settings, said)
    if heard is None:
        return case, True
    known = {topic.code for topic in convention.topics}
    topics = tuple(dict.fromkeys((*(case.topics or ()), *(code for code in heard[0] if code in known))))
    return case.model_copy(update={"topics": topics or None, "danger": case.danger or heard[1]}), False


def _keep(request: Request, visitor: Visitor, draft_id: str, case: Case, sent: Any) -> str:
    """Keep a case as an example of what comes out of it now."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, _ = usable(session, row)
    trial = try_case(convention, case, runtime_of(request).clock.now().date())
    # A name as anybody writes it: « Deux mois d’arrêt » becomes deux-mois-d-arret.
    name = re.sub(r"[^a-z0-9]+", "-", plain(str(sent.get("nom") or ""))).strip("-")
    if not name:
        return "Donnez un nom court à cet exemple, comme « deux mois d’arrêt »."
    example = {
        "id": name,
        "row": str(sent.get("regle") or "") or None,
        "case": case.model_dump(mode="json"),
        "outcome": trial.judged.outcome,
        "axes": list(trial.judged.axes),
        "note": str(sent.get("note") or "").strip()[:300],
    }
    return save(
        request, visitor, row, sent.get("revision"), lambda content: put_item(content, "examples", example), f"exemple {name} ajouté"
    )


def _tried(
    request: Request,
    draft_id: str,
    case: Case | None,
    fault: str,
    *,
    said: str = "",
    kept: dict[str, str] | None = None,
    refused: str = "",
    deaf: bool = False,
) -> Response:
    """`fault`: why the case cannot be judged; `refused`: why it is not kept as an example, with what was typed for it in `kept`.

    `deaf`: the understanding could not be asked for topics.
    """
    runtime = runtime_of(request)
    today = runtime.clock.now().astimezone(PARIS).date()
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
    trial = None
    if case is not None and not fault and not problem:
        try:
            trial = try_case(convention, case, today)
        except ConventionError as error:
            problem = str(error)
    shown = case or Case()
    rows = {r.id: row_sentence(convention, r) for r in convention.orientation.rows}
    rows |= {r.id: row_sentence(convention, r, table.axis) for table in convention.axis_tables for r in table.rows}
    axes = {axis.code: axis.label for axis in convention.axes}
    values = {
        "fields": try_fields(convention, shown),
        "topics": [(topic.code, topic.label, topic.code in (shown.topics or ())) for topic in convention.topics],
        "case": shown,
        "trial": trial,
        "rows": rows,
        "axes": axes,
        "said_before": said,
        "deaf": deaf,
        "outcome_label": _outcome_label,
        "fault": fault or refused,
        "kept": kept or {"nom": "", "regle": "", "note": ""},
        "problem": problem,
    }
    return draft_page(request, "rules_try.html", row, values, status=422 if values["fault"] else 200)


@router.post("/regles/brouillons/{draft_id}/exemples/retrait", name="rules_example_remove")
def remove_example(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Take an example away."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    name = str(sent.get("exemple") or "")
    fault = save(
        request, visitor, row, sent.get("revision"), lambda content: remove_item(content, "examples", name), f"exemple {name} retiré"
    )
    if fault:
        raise HTTPException(409, fault)
    return back(draft_id, "/exemples")


@router.get("/regles/brouillons/{draft_id}/demandes-passees", name="rules_past")
def past(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """What the draft would have changed on past requests; the page renews itself while that is being made."""
    # Before the draft is read: a trial that ends in between is then found in it.
    running = _running(request).get(draft_id)
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
        total = count_cases(session)
    values = {"screen": past_screen(convention, row.compared), "running": running, "total": total, "problem": problem}
    return draft_page(request, "rules_past.html", row, values)


@router.post("/regles/brouillons/{draft_id}/demandes-passees", name="rules_past_run")
def run_past(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """Try the draft on past requests, beside the other work of the desk."""
    runtime, running = runtime_of(request), _running(request)
    with runtime.database.read() as session:
        open_draft(session, draft_id)
    if not isinstance(running.get(draft_id), int):
        running[draft_id] = 0
        threading.Thread(target=_work, args=(runtime, visitor.actor, draft_id, running), daemon=True).start()
    return back(draft_id, "/demandes-passees")


def _work(runtime: Runtime, actor: Actor, draft_id: str, running: dict[str, int | str]) -> None:
    def progress(done: int) -> None:
        running[draft_id] = done

    try:
        with runtime.database.read() as session:
            given = prepare(session, draft_id)
        made = try_on_past(*given, progress)
        with runtime.database.write() as session:
            keep_report(session, actor, draft_id, made, runtime.clock.now())
        running.pop(draft_id, None)
    except (AmendingError, ConventionError) as error:
        running[draft_id] = sentence(error)
    except Exception as error:  # nobody waits for this thread: what stopped it is told on the page, and its place in the log
        running[draft_id] = "L’essai s’est arrêté avant la fin : recommencez-le."
        _log.error("a trial on past requests stopped: %s", where(error))


def _running(request: Request) -> dict[str, int | str]:
    """The trials of this process that go on, with how far they are, or why they stopped.

    Another process of the desk does not show them; their report, once made, is kept with the draft for all.
    """
    state = request.app.state
    if not hasattr(state, "trials"):
        state.trials = {}
    running: dict[str, int | str] = state.trials
    return running


def _outcome_label(code: str) -> str:
    return Outcome(code).label
