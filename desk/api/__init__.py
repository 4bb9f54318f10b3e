"""The JSON API for programs, under /api/v1."""

from desk.api.routes import router

__all__ = ["router"]
