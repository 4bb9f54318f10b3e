"""`seuil webhook`: the programs of others that are told when a hand-off was made or changed."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from cli.one_line import CommandError, running
from intake.clock import PARIS
from intake.subscribers import Subscriber, SubscriberError, add_subscriber, disable_subscriber, list_subscribers

app = typer.Typer(help="Les programmes prévenus quand une demande est transmise ou change.", no_args_is_help=True)


@app.command("add")
def add(url: Annotated[str, typer.Argument(help="adresse en https:// qui reçoit les avis")]) -> None:
    """Ajoute une adresse et affiche le secret des signatures, une seule fois."""
    secret = secrets.token_urlsafe(32)
    try:
        with running() as runtime, runtime.database.write() as session:
            plain = runtime.settings.env == "development"
            made = add_subscriber(session, url=url, secret=secret, now=runtime.clock.now(), plain_http=plain)
    except SubscriberError as error:
        raise CommandError(str(error)) from None
    print(f"Adresse prévenue : {made.id}")
    print(f"Secret : {secret}")


@app.command("list")
def show() -> None:
    """Montre les adresses : identifiant, adresse, état, dernier envoi, essais manqués depuis."""
    with running() as runtime, runtime.database.read() as session:
        found = list_subscribers(session)
    for one in found:
        print("\t".join((one.id, one.url, "fermée" if one.disabled else "ouverte", _last(one), str(one.failures))))


@app.command("disable")
def disable(named: Annotated[str, typer.Argument(help="identifiant ou adresse")]) -> None:
    """Ne prévient plus cette adresse, et abandonne ce qui attendait."""
    try:
        with running() as runtime, runtime.database.write() as session:
            closed = disable_subscriber(session, named, runtime.clock.now())
    except SubscriberError as error:
        raise CommandError(str(error)) from None
    print(f"Adresse fermée : {closed.id}")


def _last(one: Subscriber) -> str:
    return one.last_sent_at.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") if one.last_sent_at else "-"
