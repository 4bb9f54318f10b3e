"""PDF of a printed page, made beside this process: tagged for screen readers, with nothing fetched from anywhere."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

_STYLE: Final = Path(__file__).parent / "static" / "print.css"
_SECONDS: Final = 120
# What says that Pango is missing, as the exit status of the process that makes PDF.
_NO_PANGO: Final = 3
# That process sees no secret: no more of the environment than it needs to find fonts.
_NEEDED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
# One at a time: several booklets together would leave no processor to the people who chat.
_one_at_a_time = threading.Lock()


class NoPaperError(RuntimeError):
    """No PDF can be made on this machine; the message tells the operator why."""


def pdf_of(html: str) -> bytes:
    """The page as tagged PDF (PDF/UA-1), in its own language and under its own title. Raises NoPaperError.

    Laying out a booklet takes a processor for seconds: it is done by a process of its own, so that the desk goes on answering.
    """
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    # `-P`: the folder of this file is not searched for modules.
    command = [sys.executable, "-P", __file__]
    with _one_at_a_time:
        try:
            done = subprocess.run(command, input=html.encode(), capture_output=True, env=environment, timeout=_SECONDS)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            raise NoPaperError(f"the process that makes PDF did not start, or took more than {_SECONDS} seconds") from None
    if done.returncode == _NO_PANGO:
        raise NoPaperError("Pango is missing: install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0")
    if done.returncode != 0:
        raise NoPaperError(f"the process that makes PDF ended with status {done.returncode}")
    return done.stdout


def make_pdf(html: str) -> bytes:
    """The page as PDF, made in the process that asks. Raises OSError without Pango."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    # At lower levels they write the letters and the addresses of what is printed.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    nothing = URLFetcher(allowed_protocols=())
    style = weasyprint.CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=nothing)
    document = weasyprint.HTML(string=html, base_url="seuil://desk/", url_fetcher=nothing)
    pdf: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return pdf


def main() -> None:
    """Make PDF on standard output of the page on standard input."""
    try:
        sys.stdout.buffer.write(make_pdf(sys.stdin.buffer.read().decode()))
    except OSError:
        sys.exit(_NO_PANGO)


if __name__ == "__main__":
    main()
