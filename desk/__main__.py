"""`python -m desk`: the staff process on SEUIL_HOST and SEUIL_DESK_PORT."""

from __future__ import annotations

import logging
import sys

import uvicorn

from desk.app import create_app
from intake.runtime import start
from intake.settings import SettingsError


def main() -> None:
    """Start and serve; a wrong setting stops with one line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        runtime = start()
    except SettingsError as error:
        sys.exit(str(error))
    # uvicorn's own access log writes query strings: ours does not.
    uvicorn.run(
        create_app(runtime),
        host=runtime.settings.host,
        port=runtime.settings.desk_port,
        access_log=False,
        server_header=False,
        log_config=None,
    )


if __name__ == "__main__":
    main()
