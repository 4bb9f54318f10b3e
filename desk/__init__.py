"""The staff process: queue, hand-off and JSON API. Start it with `python -m desk`, or `uvicorn desk.app:app --factory`."""

from desk.app import create_app

__all__ = ["create_app"]
