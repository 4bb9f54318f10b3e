"""Settings from the environment and `.env`; a missing secret stops production with one line."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(RuntimeError):
    """A setting is missing or wrong; the message is one line naming it."""


@dataclass(frozen=True, slots=True)
class SignInService:
    """The organisation's sign-in service: its issuer, who we are there, and where it sends people back."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    back: str
    only: bool


class Settings(BaseSettings):
    """What an operator may set; names are those of the environment, without `SEUIL_`."""

    model_config = SettingsConfigDict(env_prefix="SEUIL_", env_file=ROOT / ".env", extra="ignore", populate_by_name=True)

    env: str = "development"
    host: str = "127.0.0.1"
    public_port: int = 8080
    desk_port: int = 8081
    rasa_port: int = 5005
    actions_port: int = 5055
    database_url: str = ""
    var_dir: Path = Path("var")
    public_base_url: str = ""
    secret_keys: str = ""
    index_key: str = ""
    internal_token: str = ""
    now: str = ""
    sample: bool = True
    sample_region: str = "44,49,53,72,85"
    turn_budget_web: float = Field(default=12.0, gt=0)
    smtp_url: str = ""
    mail_from: str = "seuil@localhost"
    # E-mail addresses and mobile numbers (+336…), separated by commas, of who is told when a danger was heard.
    on_call: str = ""
    on_call_repeat_minutes: float = Field(default=10.0, gt=0)
    desk_base_url: str = ""
    # Whether every member of staff must have a second factor; unset, production asks for it.
    require_second_factor: bool | None = None
    # Telephone and SMS. The account's own names are those that Twilio's tools read.
    twilio_account_sid: str = Field(default="", validation_alias="TWILIO_ACCOUNT_SID")
    twilio_auth_token: str = Field(default="", validation_alias="TWILIO_AUTH_TOKEN")
    # Where the REST API is; empty is Twilio's own. Tests put a mock there.
    twilio_api_base: str = Field(default="", validation_alias="TWILIO_API_BASE")
    # Seconds within which a spoken turn is answered; the carrier gives up at fifteen.
    turn_budget_voice: float = Field(default=6.0, gt=0, le=12)
    voice: str = "Polly.Lea-Neural"
    # Recognisers of the carrier for an account told at length, and for short answers.
    speech_model_story: str = "experimental_conversations"
    speech_model_answer: str = "experimental_utterances"
    # How long an antenna's telephone rings.
    dial_seconds: int = Field(default=25, ge=5, le=120)
    # The number or name from which texts leave that answer no text; answers leave from the number written to.
    sms_from: str = ""
    # The most texts sent to one number in a day, dangers apart.
    sms_per_day: int = Field(default=40, ge=1)
    # Who asks for somebody on the page or by SMS, in opening hours, is told after so many minutes that nobody could answer there.
    person_wait_minutes: int = Field(default=5, ge=1, le=60)
    # The sign-in service of the organisation (OpenID Connect), for staff: all three or none.
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    # Nobody signs in at the desk with a password of ours any more.
    oidc_only: bool = False

    @property
    def production(self) -> bool:
        """True when invented secrets and sample data must not be used."""
        return self.env == "production"

    @property
    def second_factor_required(self) -> bool:
        """True when nobody opens the desk without a second factor."""
        return self.production if self.require_second_factor is None else self.require_second_factor

    @cached_property
    def var(self) -> Path:
        """The folder of everything that the service writes, made on first use."""
        path = self.var_dir if self.var_dir.is_absolute() else ROOT / self.var_dir
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def database(self) -> str:
        """The database URL; one SQLite file by default."""
        return self.database_url or f"sqlite:///{self.var / 'seuil.db'}"

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash."""
        return (self.public_base_url or f"http://127.0.0.1:{self.public_port}").rstrip("/")

    @property
    def desk_url(self) -> str:
        """The desk's address without a trailing slash."""
        return (self.desk_base_url or f"http://127.0.0.1:{self.desk_port}").rstrip("/")

    @property
    def _on_call_entries(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.on_call.split(",") if part.strip())

    @property
    def on_call_addresses(self) -> tuple[str, ...]:
        """The e-mail addresses told when a danger was heard; raises SettingsError for what is none or cannot be sent to."""
        addresses = tuple(entry for entry in self._on_call_entries if not entry.startswith("+"))
        for address in addresses:
            try:
                validate_email(address, check_deliverability=False, test_environment=not self.production)
            except EmailNotValidError:
                raise SettingsError("SEUIL_ON_CALL attend des adresses e-mail ou des numéros (+336…), séparés par des virgules.") from None
        if addresses and not self.smtp_url:
            raise SettingsError("SEUIL_ON_CALL est donné sans SEUIL_SMTP_URL : l’astreinte ne pourrait pas être prévenue.")
        return addresses

    @property
    def on_call_numbers(self) -> tuple[str, ...]:
        """The mobile numbers (E.164) told by SMS when a danger was heard; raises SettingsError for what is none or cannot be sent to."""
        numbers = tuple(entry for entry in self._on_call_entries if entry.startswith("+"))
        if any(not number[1:].isdigit() or not 8 <= len(number[1:]) <= 15 for number in numbers):
            raise SettingsError("SEUIL_ON_CALL : un numéro s’écrit avec son indicatif et sans espace, par exemple +33639980012.")
        if numbers and not (self.sms_from and self.twilio_account_sid):
            raise SettingsError("SEUIL_ON_CALL nomme un numéro sans SEUIL_SMS_FROM et TWILIO_ACCOUNT_SID : aucun SMS ne partirait.")
        return numbers

    @property
    def has_on_call(self) -> bool:
        """True when somebody is really called for a danger."""
        return bool(self.on_call_addresses or self.on_call_numbers)

    @property
    def sign_in_service(self) -> SignInService | None:
        """The organisation's sign-in service, None when there is none; raises SettingsError when it is half told or not safe."""
        given = {"ISSUER": self.oidc_issuer, "CLIENT_ID": self.oidc_client_id, "CLIENT_SECRET": self.oidc_client_secret}
        missing = [f"SEUIL_OIDC_{name}" for name, value in given.items() if not value.strip()]
        if len(missing) == len(given):
            if self.oidc_only:
                raise SettingsError("SEUIL_OIDC_ONLY est donné sans SEUIL_OIDC_ISSUER : personne ne pourrait se connecter.")
            return None
        if missing:
            raise SettingsError(f"{', '.join(missing)} : à donner aussi, SEUIL_OIDC_ISSUER, _CLIENT_ID et _CLIENT_SECRET vont ensemble.")
        schemes = ("https",) if self.production else ("https", "http")
        parts = urlsplit(self.oidc_issuer)
        if parts.scheme not in schemes or not parts.hostname or parts.query or parts.fragment or parts.username:
            raise SettingsError("SEUIL_OIDC_ISSUER est une adresse en https://, sans point d’interrogation ni dièse.")
        if self.production and not self.desk_base_url.startswith("https://"):
            raise SettingsError("SEUIL_DESK_BASE_URL doit être une adresse en https:// : le service de connexion y renvoie les personnes.")
        return SignInService(
            self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret, f"{self.desk_url}/connexion/retour", self.oidc_only
        )

    @property
    def start_of_clock(self) -> datetime | None:
        """The moment from which the clock ticks, when SEUIL_NOW is set; refused in production."""
        if not self.now:
            return None
        if self.production:
            raise SettingsError("SEUIL_NOW est refusé en production : l’horloge est celle de la machine.")
        try:
            return datetime.fromisoformat(self.now)
        except ValueError:
            raise SettingsError("SEUIL_NOW n’est pas une date ISO, par exemple 2026-11-23 ou 2026-11-23T10:30.") from None

    @cached_property
    def _generated(self) -> dict[str, str]:
        return _development_secrets(self.var / "secrets.json")

    def _secret(self, name: str, value: str) -> str:
        if value:
            return value
        if self.production:
            shown = name.upper() if name.startswith("twilio") else f"SEUIL_{name.upper()}"
            raise SettingsError(f"{shown} manque : en production chaque secret est fourni par l’exploitant.")
        return self._generated[name]

    @property
    def keys(self) -> tuple[tuple[str, bytes], ...]:
        """Encryption keys, newest first: (key id, 32 bytes)."""
        pairs = []
        for item in self._secret("secret_keys", self.secret_keys).split(","):
            key_id, _, encoded = item.strip().partition(":")
            try:
                key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
            except ValueError:
                key = b""
            if not key_id or len(key) != 32:
                raise SettingsError("SEUIL_SECRET_KEYS attend « identifiant:clé », clé de 32 octets en base64, la plus récente d’abord.")
            pairs.append((key_id, key))
        return tuple(pairs)

    @property
    def index(self) -> bytes:
        """The key of the search tokens."""
        return self._secret("index_key", self.index_key).encode()

    @property
    def twilio_token(self) -> str:
        """The key of our own calls to the carrier: the first one given."""
        return self.twilio_tokens[0]

    @property
    def twilio_tokens(self) -> tuple[str, ...]:
        """The keys with which the carrier may sign its webhooks; two of them, separated by a comma, while one takes the other's place."""
        given = self._secret("twilio_auth_token", self.twilio_auth_token)
        return tuple(part.strip() for part in given.split(",") if part.strip())

    @property
    def internal(self) -> str:
        """The token shared by the service's own processes."""
        return self._secret("internal_token", self.internal_token)


def _development_secrets(path: Path) -> dict[str, str]:
    """Secrets invented once for this machine; two processes starting together agree on the same file."""
    if not path.exists():
        fresh = {
            "secret_keys": "dev1:" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("="),
            "index_key": secrets.token_urlsafe(32),
            "internal_token": secrets.token_urlsafe(32),
            "twilio_auth_token": secrets.token_hex(16),
        }
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(fresh))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    stored: dict[str, str] = json.loads(path.read_text())
    return stored
