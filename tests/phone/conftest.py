"""One service of its own for calls and texts, with a carrier that keeps what it is given to send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.phone.carrier import Carrier, carrying
from tests.phone.wire import ACCOUNT, Wire
from tests.processes import Service

TOKEN = "0" * 31 + "7"


@dataclass(frozen=True)
class Line:
    """What a test of calls and texts needs."""

    service: Service
    carrier: Carrier
    wire: Wire
    desk: httpx.Client


@pytest.fixture(scope="package")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with carrying(TOKEN) as carrier:
        env = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_API_BASE": carrier.address}
        service = Service(tmp_path_factory.mktemp("phone"), now="2026-11-23T10:30", extra_env=env)
        try:
            service.start()
            token = service.seuil("token", "create", "--role", "secretary").split()[-1]
            headers = {"Authorization": f"Bearer {token}"}
            with Wire(service.public, TOKEN) as wire, httpx.Client(base_url=service.desk, headers=headers, timeout=30) as desk:
                yield Line(service, carrier, wire, desk)
        finally:
            service.stop()
