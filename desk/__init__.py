"""The staff process: queue, hand-off and JSON API. Start it with `uvicorn --factory --no-access-log desk.app:create_app`."""

from desk.app import create_app

__all__ = ["create_app"]
