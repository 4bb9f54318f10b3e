"""The organisation's sign-in service (OpenID Connect): where it is, what it says, and whether that is proven."""

from desk.organisation.judging import Identity, NotProvenError
from desk.organisation.service import Service, ServiceDownError

__all__ = ["Identity", "NotProvenError", "Service", "ServiceDownError"]
