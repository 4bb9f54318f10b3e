"""Starts Rasa on the loopback; its token comes from the environment, so that it shows in no list of processes."""

from __future__ import annotations

import argparse
import os
import sys

from rasa.__main__ import main


def arguments() -> list[str]:
    """Rasa's own command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="5005")
    parser.add_argument("--model", default="models")
    given = parser.parse_args()
    token = os.environ.get("SEUIL_INTERNAL_TOKEN", "")
    if not token:
        sys.exit("SEUIL_INTERNAL_TOKEN is missing: Rasa does not start without it.")
    where = ["--interface", "127.0.0.1", "--port", given.port, "--model", given.model]
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    # In one word: a token may begin with a dash.
    return ["rasa", "run", "--enable-api", f"--auth-token={token}", *where, *files]


if __name__ == "__main__":
    sys.argv = arguments()
    main()
