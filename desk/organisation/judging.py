"""Whether an identity is proven: signature, issuer, audience, time, nonce; and what else it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

# Signed with a key that we do not hold: never « none », never a shared secret.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# A clock may be a little off.
LEEWAY_SECONDS: Final = 60
# What the service says when it asked for two things (RFC 8176), or vouches for as much as a whole.
_TWO_FACTORS: Final = frozenset({"mfa", "otp", "hwk", "swk", "sc"})
_STRONG: Final = frozenset(
    {
        "https://refeds.org/profile/mfa",
        "https://proconnect.gouv.fr/assurance/self-asserted-2fa",
        "https://proconnect.gouv.fr/assurance/consistency-checked-2fa",
        "eidas2",
        "eidas3",
    }
)


class NotProvenError(Exception):
    """What came back does not prove who it is; the message names the check that failed, never what it was given."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the service says it is: its own name for her, her address if it checked it, whether it asked for a second factor."""

    subject: str = field(repr=False)
    email: str | None = field(repr=False)
    second_factor: bool


def read_claims(
    token: str, keys: KeySet, *, issuer: str, client_id: str, nonce: str, access_token: str | None, now: datetime
) -> Mapping[str, Any]:
    """The claims of an ID token that holds; raises NotProvenError. The keys are those of the issuer."""
    options = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}
    params = {"nonce": nonce, "client_id": client_id, "access_token": access_token}
    try:
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
        claims = CodeIDToken(read.claims, read.header, options, params)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotProvenError(_why(error)) from None
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise NotProvenError("sub")
    return dict(claims)


def read_signed(token: str, keys: KeySet, *, issuer: str, client_id: str) -> Mapping[str, Any]:
    """The claims of a signed answer about the person; raises NotProvenError."""
    registry = jwt.JWTClaimsRegistry(iss={"value": issuer}, aud={"value": client_id})
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotProvenError(_why(error)) from None
    return claims


def verified_email(claims: Mapping[str, Any]) -> str | None:
    """The address, only when the service says that it checked it."""
    email = claims.get("email")
    return email if isinstance(email, str) and claims.get("email_verified") is True else None


def asked_for_two(claims: Mapping[str, Any]) -> bool:
    """Whether the service says that it asked for a second factor; silence is no."""
    methods, context = claims.get("amr"), claims.get("acr")
    said = {method for method in methods if isinstance(method, str)} if isinstance(methods, list) else set()
    return bool(said & _TWO_FACTORS) or (isinstance(context, str) and context in _STRONG)


def _why(error: Exception) -> str:
    # The name of the error, and of the claim where there is one: values are somebody's.
    claim = getattr(error, "claim", None)
    return f"{type(error).__name__}{f' {claim}' if isinstance(claim, str) else ''}"
