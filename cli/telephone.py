"""`seuil telephone`: what the carrier plays and writes by itself while Seuil does not answer."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Annotated

import phonenumbers
import typer
from phonenumbers import PhoneNumberType
from twilio.twiml import TwiML
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial, Say, VoiceResponse

from cli.one_line import CommandError
from intake.convention import sample_convention
from intake.settings import Settings
from intake.summary import spoken_phone

app = typer.Typer(help="Le téléphone et les SMS.", no_args_is_help=True)

# From the invented range: what the files in `deploy/twilio` dial until they are written anew.
PLACEHOLDER = "+33261910000"
VOICE_FILE, SMS_FILE = "voice-fallback.xml", "sms-fallback.xml"
_FRANCE = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})
_PAID_BY_WHO_CALLS = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})

# They are heard at the beginning of a call and in the middle of one, so nothing is said of what was kept.
_BEFORE = (
    "Ici le service social. Un incident technique nous empêche de continuer.",
    "En urgence, appelez le {samu} ou le {emergency}. Si vous pensez à la mort, appelez le {suicide_line}, jour et nuit.",
    "J’appelle l’équipe pour vous, restez en ligne. Si elle est fermée, personne ne répondra.",
)
# Also heard when the team was there and put the receiver down first.
_AFTER = (
    "Si vous n’avez parlé à personne, rappelez un peu plus tard, ou faites le {number}.",
    "En urgence, n’attendez pas : appelez le {samu} ou le {emergency}. Au revoir.",
)
# One segment, in the cheap alphabet; somebody else may read it.
_TEXT = (
    "Souci technique : nous ne pouvons pas vous répondre par SMS. Réessayez plus tard ou appelez le {number}. "
    "Urgence : {samu} ou {emergency}. Besoin de parler : {suicide_line}."
)


@app.command("fallback")
def fallback(
    number: Annotated[str, typer.Option(help="numéro auquel une personne répond, par exemple +33261910000 ; pas celui de Seuil")],
    caller_id: Annotated[str | None, typer.Option(help="numéro de Seuil chez l’opérateur, montré à qui décroche")] = None,
    out: Annotated[Path, typer.Option(help="dossier où écrire les fichiers")] = Path(),
) -> None:
    """Écrit les fichiers de secours, à héberger ailleurs."""
    dialled = full_number(number)
    shown = None if caller_id is None else full_number(caller_id)
    if dialled == shown:
        raise CommandError("le numéro à appeler ne peut pas être celui de Seuil : l’appel tournerait en rond")
    settings = Settings()
    files = {
        VOICE_FILE: voice_fallback(dialled, voice=settings.voice, seconds=settings.dial_seconds, caller_id=shown),
        SMS_FILE: sms_fallback(dialled),
    }
    for name, text in files.items():
        try:
            out.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8")
        except OSError:
            raise CommandError(f"impossible d’écrire {out / name}") from None
        print(out / name)


@app.callback()
def _group() -> None:
    """Le téléphone et les SMS."""


def full_number(text: str) -> str:
    """A French number in E.164; raises CommandError for a short, wrong or surcharged one."""
    try:
        parsed = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        raise CommandError(f"« {text} » n’est pas un numéro de téléphone : écrivez-le en entier, par exemple {PLACEHOLDER}") from None
    if not phonenumbers.is_valid_number(parsed) or phonenumbers.region_code_for_number(parsed) not in _FRANCE:
        raise CommandError(f"« {text} » n’est pas un numéro français complet : les numéros courts ne s’appellent pas d’ici")
    if phonenumbers.number_type(parsed) in _PAID_BY_WHO_CALLS:
        raise CommandError(f"« {text} » est un numéro surtaxé : donnez un numéro géographique, en 09 ou en 0 800")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def voice_fallback(number: str, *, voice: str, seconds: int, caller_id: str | None = None) -> str:
    """The TwiML document of a call: what happens, whom to call in danger, the team's telephone, and an honest end."""
    response = VoiceResponse()
    # A voice says the figures of « 02 61 91 00 00 » by two when commas part them.
    parts = {"number": spoken_phone(number).replace(" ", ", "), **_emergency(spoken=True)}
    for sentence in _BEFORE:
        response.append(Say(sentence.format_map(parts), voice=voice, language="fr-FR"))
    # Without action, what follows is played when nobody answers.
    dial = Dial(timeout=seconds, **({"caller_id": caller_id} if caller_id else {}))
    dial.number(number)
    response.append(dial)
    for sentence in _AFTER:
        response.append(Say(sentence.format_map(parts), voice=voice, language="fr-FR"))
    response.hangup()
    return _document(response)


def sms_fallback(number: str) -> str:
    """The TwiML document of a text: try again, or call; nothing that tells what the service is for."""
    response = MessagingResponse()
    response.message(_TEXT.format_map({"number": spoken_phone(number), **_emergency(spoken=False)}))
    return _document(response)


def _emergency(*, spoken: bool) -> dict[str, str]:
    """The numbers to call in danger, by their codes, as they ship with the software."""
    return {code: line.spoken if spoken else line.number for code, line in sample_convention().danger_numbers.items()}


def _document(response: TwiML) -> str:
    root: ET.Element = response.xml()
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
