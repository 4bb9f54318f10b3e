"""A small sign-in service on the loopback: real RS256 keys, discovery, the code flow with PKCE, and every lie that a bad one tells."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "seuil-desk", "un secret : de client & partagé"

KEY = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})


@dataclass
class Play:
    """What the service says next; each test changes what it wants to see refused."""

    now: datetime
    claims: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    alg: str = "RS256"
    key: RSAKey | None = None
    description: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    signed_userinfo: bool = False
    status: int = 200
    # What it was asked, in order: paths.
    asked: list[str] = field(default_factory=list)


class SignInServiceHere:
    """The service, its keys and its codes."""

    def __init__(self, now: datetime) -> None:
        self.play = Play(now)
        self.key = KEY
        self.codes: dict[str, dict[str, str]] = {}
        self.used: set[str] = set()
        here = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                here.get(self)

            def do_POST(self) -> None:
                here.post(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/oidc"

    def authorize(self, address: str, **more: str) -> str:
        """What the person's browser does there: signs in, and gives the address it is sent back to."""
        parts = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "email"}
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer, **more})}"

    def get(self, request: BaseHTTPRequestHandler) -> None:
        self.play.asked.append(request.path)
        if self.play.status != 200:
            return self._send(request, {"error": "server_error"}, self.play.status)
        if request.path == "/oidc/.well-known/openid-configuration":
            return self._send(request, self._description())
        if request.path.startswith("/oidc/authorize?"):
            # She is known there already: it sends her straight back.
            return self._redirect(request, self.authorize(f"{self.issuer}{request.path.removeprefix('/oidc')}"))
        if request.path.startswith("/oidc/logout?"):
            return self._redirect(request, parse_qs(urlsplit(request.path).query)["post_logout_redirect_uri"][0])
        if request.path == "/oidc/jwks":
            return self._send(request, KeySet([self.key]).as_dict(private=False))
        if request.path == "/oidc/userinfo" and self.play.userinfo is not None:
            assert request.headers["Authorization"].startswith("Bearer ")
            if self.play.signed_userinfo:
                claims = {"iss": self.issuer, "aud": CLIENT, **self.play.userinfo}
                return self._send(request, jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.key), kind="application/jwt")
            return self._send(request, self.play.userinfo)
        return self._send(request, {"error": "not_found"}, 404)

    def post(self, request: BaseHTTPRequestHandler) -> None:
        self.play.asked.append(request.path)
        length = int(request.headers["Content-Length"])
        given = {name: values[0] for name, values in parse_qs(request.rfile.read(length).decode()).items()}
        if self.play.status != 200:
            return self._send(request, {"error": "server_error"}, self.play.status)
        kind, _, basic = request.headers.get("Authorization", "").partition(" ")
        known = kind == "Basic" and base64.b64decode(basic).decode() == f"{CLIENT}:{SECRET}"
        if not known and (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET):
            return self._send(request, {"error": "invalid_client"}, 401)
        code = given.get("code", "")
        asked = self.codes.get(code)
        if asked is None or code in self.used or given["redirect_uri"] != asked["redirect_uri"] or not self._proves(given, asked):
            return self._send(request, {"error": "invalid_grant"}, 400)
        self.used.add(code)
        access = secrets.token_urlsafe(16)
        return self._send(request, {"access_token": access, "token_type": "Bearer", "id_token": self._token(asked, access)})

    def _proves(self, given: dict[str, str], asked: dict[str, str]) -> bool:
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        return _encoded(digest) == asked["code_challenge"]

    def _token(self, asked: dict[str, str], access: str) -> str:
        play, now = self.play, int(self.play.now.timestamp())
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": "sujet-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "at_hash": _encoded(half),
            "email": "lea.roux@exemple.fr",
            "email_verified": True,
            **play.claims,
        }
        claims = {name: value for name, value in claims.items() if name not in play.without}
        if play.alg == "none":
            parts = ({"alg": "none", "typ": "JWT"}, claims)
            return ".".join(_encoded(json.dumps(part).encode()) for part in parts) + "."
        if play.alg == "HS256":
            # The classic confusion: the public key taken for a shared secret, which no library signs with any more.
            signed = ".".join(_encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": "k1"}, claims))
            return f"{signed}.{_encoded(hmac.digest(self.key.as_pem(private=False), signed.encode(), 'sha256'))}"
        return jwt.encode({"alg": play.alg, "kid": "k1"}, claims, play.key or self.key)

    def _description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            **self.play.description,
        }

    def _redirect(self, request: BaseHTTPRequestHandler, address: str) -> None:
        request.send_response(302)
        request.send_header("Location", address)
        request.send_header("Content-Length", "0")
        request.end_headers()

    def _send(self, request: BaseHTTPRequestHandler, body: Any, status: int = 200, kind: str = "application/json") -> None:
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@contextmanager
def running(now: datetime) -> Iterator[SignInServiceHere]:
    """A started service, stopped for good at the end."""
    service = SignInServiceHere(now)
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
        thread.join()
