"""Errors as French sentences: a page for people, JSON for programs, nothing of what went wrong inside."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from desk.guard import API, FRAGMENTS, SecondFactorNeededError, SignInNeededError
from desk.rendering import page
from intake.storage import DatabaseDownError

_log = logging.getLogger("seuil.desk")

SENTENCES = {
    401: "Il faut un jeton d’accès valable : en-tête « Authorization: Bearer … ».",
    403: "Votre rôle ne donne pas accès à cette page.",
    404: "Cette page n’existe pas, ou elle n’est pas de votre antenne.",
    405: "Cette adresse ne s’ouvre pas de cette façon.",
    413: "Ce qui a été envoyé est trop long.",
    422: "L’adresse ou le formulaire contient une valeur qui ne convient pas.",
    500: "Une erreur est survenue de notre côté. Rien n’a été perdu. Réessayez dans un instant.",
    503: "La base de données ne répond pas. Rien n’a été perdu. Réessayez dans une minute.",
}
TITLES = {401: "Jeton manquant", 403: "Accès refusé", 404: "Page introuvable", 422: "Demande mal formée", 503: "Service interrompu"}


def answer(request: Request, status: int, sentence: str | None = None, headers: dict[str, str] | None = None) -> Response:
    """One error, for a person or for a program."""
    said = sentence or SENTENCES.get(status, SENTENCES[500] if status >= 500 else SENTENCES[422])
    if request.url.path.startswith(API):
        return JSONResponse({"error": said}, status, headers=headers)
    title = TITLES.get(status, "Erreur")
    return page(request, "error.html", {"title": title, "sentence": said, "status": status}, status=status, headers=headers)


def add_handlers(application: FastAPI) -> None:
    """Attach every handler."""

    @application.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        # The framework's own details are in English: only sentences that we wrote are shown.
        own = error.detail if error.detail and error.detail.endswith(".") else None
        return answer(request, error.status_code, own, dict(error.headers) if error.headers else None)

    @application.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        # Names of the parameters only: a value may be a name or a phone number.
        names = sorted({str(detail["loc"][-1]) for detail in error.errors() if detail["loc"][0] in ("query", "path")})
        sentence = f"Valeur qui ne convient pas : {', '.join(names)}." if names and request.url.path.startswith(API) else None
        return answer(request, 422, sentence)

    @application.exception_handler(DatabaseDownError)
    def _down(request: Request, error: DatabaseDownError) -> Response:
        _log.error("%s database down", request.state.number)
        return answer(request, 503, headers={"Retry-After": "60"})

    @application.exception_handler(SignInNeededError)
    def _sign_in(request: Request, error: SignInNeededError) -> Response:
        if request.url.path.startswith(FRAGMENTS):
            return answer(request, 401, "Votre session est terminée.")
        # The path alone: a search may hold a name.
        wanted = f"?suite={quote(request.url.path)}" if request.method == "GET" and request.url.path != "/" else ""
        return RedirectResponse(f"/connexion{wanted}", 303)

    @application.exception_handler(SecondFactorNeededError)
    def _second_factor(request: Request, error: SecondFactorNeededError) -> Response:
        if request.url.path.startswith(FRAGMENTS):
            return answer(request, 401, "Il faut d’abord mettre en place le second facteur.")
        return RedirectResponse("/compte/second-facteur", 303)
