"""The desk's application: built from a runtime, every route guarded by the table of access."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from desk.access import check_table
from desk.api import router as api
from desk.errors import add_handlers
from desk.frame import Frame
from desk.guard import guard, protect
from desk.organisation import Service
from desk.pages import router as pages
from desk.rendering import templates
from intake.runtime import Runtime, start
from intake.settings import SettingsError

STATIC = Path(__file__).parent / "static"


def create_app(runtime: Runtime | None = None) -> FastAPI:
    """The application; without a runtime, this is the process itself, and starts from its environment.

    Raises ValueError when a route is missing from the table of access, SettingsError when the sign-in service is half told.
    """
    if runtime is None:
        logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
        try:
            runtime = start()
            told = runtime.settings.sign_in_service
        except SettingsError as error:
            raise SystemExit(str(error)) from None
    else:
        told = runtime.settings.sign_in_service
    application = FastAPI(
        title="Seuil, accueil du service",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(guard), Depends(protect)],
    )
    application.state.runtime = runtime
    application.state.templates = templates()
    application.state.sign_in_service = Service(told, only_https=runtime.settings.production) if told else None
    application.include_router(pages)
    application.include_router(api)
    application.mount("/static", StaticFiles(directory=STATIC), name="static")
    check_table(application)
    add_handlers(application)
    application.add_middleware(Frame, production=runtime.settings.production)
    return application
