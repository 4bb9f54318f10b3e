"""Two administrators at their browsers, and the steps that they take."""

from __future__ import annotations

import re
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
