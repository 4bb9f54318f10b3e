"""A partner's browser without scripts: cookies, hidden fields, and the pages that come back."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx

from tests.channels.line import Line
from tests.intake.partners.invited import EMAIL, FORM, codes

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Visitor:
    """One browser; `now` is the page it shows."""

    def __init__(self, line: Line, address: str = "") -> None:
        self.line = line
        self.cookies: dict[str, str] = {}
        self.status = 0
        self.text = ""
        self.headers = httpx.Headers()
        self.address = address

    def get(self, path: str = "/partenaire") -> Visitor:
        return self._took(self.line.request("GET", path, headers=self._headers()))

    def post(self, path: str, form: dict[str, Any], *, hidden: bool = True) -> Visitor:
        """Send a form with what the page hides in it."""
        before = dict(_HIDDEN.findall(self.text)) if hidden else {}
        data = {name: html.unescape(value) for name, value in before.items()} | form
        return self._took(self.line.request("POST", path, data=data, headers=self._headers()))

    def ask(self, email: str = EMAIL) -> Visitor:
        return self.get().post("/partenaire/connexion", {"email": email})

    def sign_in(self, email: str = EMAIL) -> Visitor:
        self.ask(email)
        self.post("/partenaire/code", {"email": email, "code": codes(self.line.runtime)[-1]})
        assert self.status in (200, 303), self.text
        return self

    def send(self, **form: str) -> Visitor:
        """Fill in the form that is shown."""
        return self.post("/partenaire/demande", {f"f.{code}": text for code, text in {**FORM, **form}.items()})

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Accept": "text/html", **({"Cookie": cookies} if cookies else {})}

    def _took(self, response: httpx.Response) -> Visitor:
        for header in response.headers.get_list("set-cookie"):
            name, _, value = header.split(";")[0].partition("=")
            assert "HttpOnly" in header
            assert "SameSite=lax" in header
            assert "Path=/partenaire" in header
            if "Max-Age=0" in header:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        self.status, self.text, self.headers = response.status_code, html.unescape(response.text), response.headers
        return self
