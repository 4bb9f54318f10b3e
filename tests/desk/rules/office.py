"""Two administrators at their browsers, and the steps that they take."""

from __future__ import annotations

import html
import re
import time
from typing import Any

from tests.desk.conftest import TestClient, token_in

_REVISION = re.compile(r'name="revision" value="(\d+)"')


class Administrator:
    """One signed-in administrator."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text[:2000]
        return answer.text

    def post(self, path: str, page: str, status: int = 303, **fields: Any) -> str:
        """Send a form as the page shows it; gives where it leads, or the page that says what is wrong."""
        shown = self.get(page)
        found = _REVISION.search(shown)
        form = {"jeton": token_in(shown), **({"revision": found.group(1)} if found else {}), **fields}
        answer = self.client.post(path, data=form)
        assert answer.status_code == status, answer.text[:3000]
        return answer.headers["location"] if status == 303 else answer.text

    def start(self, **fields: Any) -> str:
        """A draft; gives its address."""
        given = {"titre": "Avenant 1", "date_effet": "2026-11-23", "depart": "1", **fields}
        return self.post("/regles/brouillons", "/regles", **given)


def row_form(page: str) -> dict[str, list[str]]:
    """The fields of the row form, as a browser would send them unchanged."""
    form: dict[str, list[str]] = {}
    part = page.partition('<form class="edit card"')[2].partition("</form>")[0]
    for tag in re.findall(r"<input[^>]*>", part):
        kind = re.search(r'type="(\w+)"', tag)
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or (kind and kind.group(1) in ("checkbox", "radio") and " checked" not in tag):
            continue
        form.setdefault(name.group(1), []).append(value.group(1) if value else "on")
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', part, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        form[name] = [chosen.group(1) if chosen else ""]
    return form


def accept_gaps(alix: Administrator, root: str) -> None:
    for mark in re.findall(r'name="marque" value="(\w+)"', alix.get(root)):
        alix.post(f"{root}/lacune", root, marque=mark)


def try_on_past(alix: Administrator, root: str) -> str:
    page = f"{root}/demandes-passees"
    alix.post(page, page)
    for _ in range(100):
        shown = alix.get(page)
        if "En cours" not in shown and "demandes passées" in shown:
            return html.unescape(shown)
        time.sleep(0.1)
    raise AssertionError("the trial on past requests does not end")


def put_in_force(author: Administrator, signer: Administrator, root: str) -> None:
    """All the steps from a sound draft to a convention in force."""
    accept_gaps(author, root)
    try_on_past(author, root)
    author.post(f"{root}/proposer", root)
    found = re.search(r'name="empreinte" value="(\w+)"', signer.get(root))
    assert found, signer.get(root)
    signer.post(f"{root}/signer", root, empreinte=found.group(1))
    author.post(f"{root}/publier", root)
