"""Sending an e-mail through the operator's server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import localtime, make_msgid
from urllib.parse import unquote, urlsplit

from intake.outbox import CalendarFile

CALENDAR_NAME = "rendez-vous.ics"
_SECONDS = 20.0
_PORTS = {"smtp": 587, "smtps": 465}


class MailError(RuntimeError):
    """The e-mail did not leave; the message is the kind of fault only. `for_good`: it would be refused again."""

    def __init__(self, kind: str, *, for_good: bool = False) -> None:
        super().__init__(kind)
        self.for_good = for_good


class Mailer:
    """A client of one SMTP server; `smtp://` uses STARTTLS wherever the server offers it, `smtps://` is encrypted throughout."""

    def __init__(self, url: str, sender: str) -> None:
        """`url` is `smtp[s]://user:password@host:port`, empty when no e-mail can be sent."""
        self._url = urlsplit(url)
        self._sender = sender

    @property
    def can_send(self) -> bool:
        """False when no server is set up."""
        return self._url.scheme in _PORTS and bool(self._url.hostname)

    def send(self, to: Iterable[str], subject: str, text: str, *, calendar: CalendarFile | None = None, name: str | None = None) -> None:
        """Send one plain e-mail, with a file for her calendar if given; raises MailError.

        `name`: the same again is the same e-mail, for servers that look.
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, ", ".join(to), subject
        message["Date"], message["Message-ID"] = localtime(), f"<{name}@seuil.invalid>" if name else make_msgid(domain="seuil.invalid")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        if calendar is not None:
            message.add_attachment(
                calendar.content.encode(),
                "text",
                "calendar",
                filename=CALENDAR_NAME,
                params={"charset": "utf-8", "method": calendar.method},
            )
        try:
            with self._server() as server:
                server.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            # Its message may hold addresses.
            raise MailError(type(error).__name__, for_good=_refused(error)) from None

    def _server(self) -> smtplib.SMTP:
        scheme, host = self._url.scheme, self._url.hostname
        if scheme not in _PORTS or not host:
            raise ValueError("no SMTP server")
        port = self._url.port or _PORTS[scheme]
        context = ssl.create_default_context()
        if scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        return server


def _refused(error: Exception) -> bool:
    """True when the server refused this very address for good (a code of the five hundreds)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return bool(error.recipients) and all(500 <= code < 600 for code, _ in error.recipients.values())
