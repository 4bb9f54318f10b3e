"""The calls to the sign-in service: its description, its keys, a code for an identity."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from desk.organisation.judging import Identity, NotProvenError, asked_for_two, read_claims, read_signed, verified_email
from intake.settings import SignInService
from intake.staff import Trip

_TIMEOUT: Final = httpx.Timeout(5.0)
# Looked at again before each sign-in but those of the same minute: people are not sent to a service that is down.
_FRESH: Final = timedelta(minutes=1)
# After a failure nobody waits again at once.
_SULK: Final = timedelta(seconds=15)
_KEYS_FRESH: Final = timedelta(hours=1)
_ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ServiceDownError(Exception):
    """The service does not answer, or not as one that can be trusted; the message is for the log and holds nobody's words."""


class Service:
    """One sign-in service; safe to share between threads."""

    def __init__(self, told: SignInService, *, only_https: bool) -> None:
        self._told, self._only_https = told, only_https
        # Sign-ins are few: no connection is kept open between them.
        self._http = httpx.Client(timeout=_TIMEOUT, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0))
        self._lock = threading.Lock()
        self._description: Mapping[str, Any] | None = None
        self._described_at: datetime | None = None
        self._failed_at: datetime | None = None
        self._keys: KeySet | None = None
        self._keys_at: datetime | None = None

    @property
    def only(self) -> bool:
        """True when passwords of ours open nothing."""
        return self._told.only

    @property
    def issuer(self) -> str:
        """The service's own name."""
        return self._told.issuer

    def leaving_address(self, *, state: str, trip: Trip, now: datetime) -> str:
        """Where the browser goes to sign in; raises ServiceDownError when the service does not answer now."""
        endpoint = self._described(now)["authorization_endpoint"]
        address, _ = self._client().create_authorization_url(endpoint, state=state, nonce=trip.nonce, code_verifier=trip.verifier)
        return str(address)

    def identity(self, *, code: str, said_issuer: str | None, trip: Trip, now: datetime) -> Identity:
        """Who came back with a code; raises NotProvenError, or ServiceDownError."""
        described = self._described(now)
        if said_issuer is None and described.get("authorization_response_iss_parameter_supported") is True:
            raise NotProvenError("iss of the answer")
        if said_issuer is not None and said_issuer != self.issuer:
            raise NotProvenError("iss of the answer")
        given = self._exchange(described, code, trip)
        token, access = given.get("id_token"), given.get("access_token")
        if not isinstance(token, str) or not isinstance(access, str):
            raise NotProvenError("id_token")
        claims = self._read(token, access, trip, now)
        email = verified_email(claims)
        if email is None and described.get("userinfo_endpoint"):
            email = verified_email(self._about(described, access, claims["sub"], now))
        return Identity(claims["sub"], email, asked_for_two(claims))

    def end_address(self, now: datetime) -> str | None:
        """Where the browser goes to sign out there too; None when the service does not offer it, or does not answer."""
        try:
            endpoint = self._described(now).get("end_session_endpoint")
        except ServiceDownError:
            return None
        if not isinstance(endpoint, str) or not self._trusted(endpoint):
            return None
        back = self._told.back.removesuffix("/retour")
        return str(add_params_to_uri(endpoint, [("client_id", self._told.client_id), ("post_logout_redirect_uri", back)]))

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._http,
            self._told.client_id,
            self._told.client_secret,
            scope="openid email",
            redirect_uri=self._told.back,
            code_challenge_method="S256",
        )

    def _exchange(self, described: Mapping[str, Any], code: str, trip: Trip) -> Mapping[str, Any]:
        methods = described.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in methods
        secret = {} if basic else {"client_id": self._told.client_id, "client_secret": self._told.client_secret}
        auth = httpx.BasicAuth(self._told.client_id, self._told.client_secret) if basic else httpx.Auth()
        try:
            token = self._client().fetch_token(
                described["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=trip.verifier,
                redirect_uri=self._told.back,
                auth=auth,
                **secret,
            )
        except OAuth2Error as error:
            # A code used twice, or one that is not ours.
            raise NotProvenError(f"{type(error).__name__} of the code") from None
        except (httpx.HTTPError, ValueError, UnicodeError) as error:
            raise ServiceDownError(type(error).__name__) from None
        return dict(token)

    def _read(self, token: str, access: str, trip: Trip, now: datetime) -> Mapping[str, Any]:
        def read(keys: KeySet) -> Mapping[str, Any]:
            told = self._told
            return read_claims(
                token, keys, issuer=told.issuer, client_id=told.client_id, nonce=trip.nonce, access_token=access, now=now
            )  # fmt: skip

        keys, fetched_at = self._keys_of(now)
        try:
            return read(keys)
        except NotProvenError:
            # Signed with a key newer than those we know, perhaps.
            if now - fetched_at < _FRESH:
                raise
            return read(self._keys_of(now, anew=True)[0])

    def _about(self, described: Mapping[str, Any], access: str, subject: str, now: datetime) -> Mapping[str, Any]:
        endpoint = described["userinfo_endpoint"]
        if not isinstance(endpoint, str) or not self._trusted(endpoint):
            return {}
        try:
            answer = self._http.get(endpoint, headers={"Authorization": f"Bearer {access}"})
            if answer.is_client_error:
                # It has nothing to say about her: who is known by her subject needs no address.
                return {}
            answer.raise_for_status()
            signed = answer.headers.get("content-type", "").partition(";")[0].strip() == "application/jwt"
            if signed:
                keys, _ = self._keys_of(now)
                about = read_signed(answer.text, keys, issuer=self.issuer, client_id=self._told.client_id)
            else:
                about = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ServiceDownError(type(error).__name__) from None
        if not isinstance(about, Mapping) or about.get("sub") != subject:
            raise NotProvenError("sub of the person")
        return about

    def _described(self, now: datetime) -> Mapping[str, Any]:
        with self._lock:
            if self._description is not None and self._described_at is not None and timedelta() <= now - self._described_at < _FRESH:
                return self._description
            self._description = self._checked(self._json(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration", now))
            self._described_at = now
            return self._description

    def _checked(self, described: Mapping[str, Any]) -> Mapping[str, Any]:
        if described.get("issuer") != self.issuer:
            raise ServiceDownError("its description names another issuer")
        for name in _ENDPOINTS:
            if not isinstance(described.get(name), str) or not self._trusted(described[name]):
                raise ServiceDownError(f"its description lacks {name}, or not in https")
        return described

    def _keys_of(self, now: datetime, *, anew: bool = False) -> tuple[KeySet, datetime]:
        described = self._described(now)
        with self._lock:
            if anew or self._keys is None or self._keys_at is None or not timedelta() <= now - self._keys_at < _KEYS_FRESH:
                try:
                    self._keys = KeySet.import_key_set(self._json(described["jwks_uri"], now))  # type: ignore[arg-type]
                except (JoseError, ValueError, TypeError, KeyError):
                    raise ServiceDownError("its keys cannot be read") from None
                self._keys_at = now
            return self._keys, self._keys_at

    def _json(self, address: str, now: datetime) -> Mapping[str, Any]:
        if self._failed_at is not None and timedelta() <= now - self._failed_at < _SULK:
            raise ServiceDownError("it did not answer a moment ago")
        try:
            found = self._http.get(address).raise_for_status().json()
            if not isinstance(found, dict):
                raise ValueError("no object")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            self._failed_at = now
            raise ServiceDownError(type(error).__name__) from None
        self._failed_at = None
        return found

    def _trusted(self, address: str) -> bool:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.scheme in (("https",) if self._only_https else ("https", "http"))
