"""`seuil staff` and `seuil token`: the accounts of people and of programs."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from cli.one_line import CommandError, running
from intake.clock import PARIS
from intake.privacy import Actor, ActorKind
from intake.staff import (
    add_staff,
    create_api_token,
    disable_staff,
    forget_identity,
    generate_password,
    list_api_tokens,
    list_staff,
    members_with_second_factor,
    reset_second_factor,
    revoke_api_token,
    write_email,
)
from lexicon.codes import Role

ROLES = ", ".join(role.value for role in Role)

staff = typer.Typer(help="Les comptes des professionnelles.", no_args_is_help=True)
token = typer.Typer(help="Les jetons des programmes.", no_args_is_help=True)


@staff.command("add")
def add(
    login: Annotated[str, typer.Argument(help="identifiant de connexion")],
    name: Annotated[str, typer.Option(help="prénom et nom")],
    role: Annotated[str, typer.Option(help=ROLES)],
    antenna: Annotated[str | None, typer.Option(help="code de l’antenne")] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="lit le mot de passe sur l’entrée standard")] = False,
    generate: Annotated[bool, typer.Option("--generate", help="invente un mot de passe et l’affiche")] = False,
    email: Annotated[str | None, typer.Option(help="adresse e-mail professionnelle, pour le compte de l’organisation")] = None,
) -> None:
    """Ajoute un compte ; le mot de passe est demandé, lu ou inventé."""
    if generate and password_stdin:
        raise CommandError("choisissez --generate ou --password-stdin, pas les deux")
    password = generate_password() if generate else _password(password_stdin)
    with running() as runtime, runtime.database.write() as session:
        member = add_staff(session, login=login, name=name, role=role, antenna=antenna, password=password, now=runtime.clock.now())
        if email is not None:
            write_email(session, runtime.indexer, member.login, email)
    print(f"Compte créé : {member.login}, {member.role.label}")
    if generate:
        print(f"Mot de passe : {password}")
    if member.role is Role.MANAGER and antenna is None:
        typer.echo("Sans --antenna, ce compte ne verra aucune demande.", err=True)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("Mot de passe", hide_input=True, confirmation_prompt="Encore une fois")
    return password


@staff.command("list")
def show() -> None:
    """Montre les comptes : identifiant, nom, rôle, antenne, état, second facteur."""
    with running() as runtime, runtime.database.read() as session:
        members, enrolled = list_staff(session), members_with_second_factor(session)
    for member in members:
        state = "fermé" if member.disabled else "ouvert"
        factor = "second facteur" if member.id in enrolled else "mot de passe seul"
        print("\t".join((member.login, member.name, member.role.value, member.antenna or "-", state, factor)))


@staff.command("disable")
def disable(login: Annotated[str, typer.Argument(help="identifiant de connexion")]) -> None:
    """Ferme un compte et ses sessions, tout de suite."""
    with running() as runtime, runtime.database.write() as session:
        member = disable_staff(session, login, runtime.clock.now())
    print(f"Compte fermé : {member.login}")


@staff.command("reset-second-factor")
def reset(login: Annotated[str, typer.Argument(help="identifiant de connexion")]) -> None:
    """Retire le second facteur d’un compte (téléphone perdu) et ferme ses sessions."""
    with running() as runtime, runtime.database.write() as session:
        member = reset_second_factor(session, Actor(ActorKind.PROGRAM, "seuil"), login, runtime.clock.now())
    print(f"Second facteur retiré : {member.login}")


@staff.command("email")
def email(
    login: Annotated[str, typer.Argument(help="identifiant de connexion")],
    address: Annotated[str, typer.Argument(help="adresse e-mail professionnelle, ou un tiret pour l’oublier")],
) -> None:
    """Note l’adresse par laquelle le compte de l’organisation est reconnu la première fois ; seule son empreinte est gardée."""
    with running() as runtime, runtime.database.write() as session:
        member = write_email(session, runtime.indexer, login, None if address == "-" else address)
    print(f"Adresse {'oubliée' if address == '-' else 'notée'} : {member.login}")


@staff.command("forget-identity")
def forget(login: Annotated[str, typer.Argument(help="identifiant de connexion")]) -> None:
    """Délie le compte de l’organisation (il a changé) et ferme les sessions ; la prochaine connexion le relie par l’adresse."""
    with running() as runtime, runtime.database.write() as session:
        member = forget_identity(session, Actor(ActorKind.PROGRAM, "seuil"), login, runtime.clock.now())
    print(f"Compte de l’organisation délié : {member.login}")


@token.command("create")
def create(
    role: Annotated[str, typer.Option(help=ROLES)],
    antenna: Annotated[str | None, typer.Option(help="code de l’antenne, hors de laquelle le jeton ne lit rien")] = None,
    label: Annotated[str, typer.Option(help="à quoi sert le jeton")] = "",
    days: Annotated[int | None, typer.Option(help="nombre de jours après lesquels il n’ouvre plus rien")] = None,
) -> None:
    """Crée un jeton pour l’API et l’affiche, une seule fois."""
    with running() as runtime, runtime.database.write() as session:
        secret = create_api_token(session, runtime.indexer, role=role, now=runtime.clock.now(), antenna=antenna, label=label, days=days)
    print(secret)
    if role == Role.MANAGER.value and antenna is None:
        typer.echo("Sans --antenna, ce jeton ne verra aucune demande.", err=True)


@token.command("list")
def show_tokens() -> None:
    """Montre les jetons : identifiant, rôle, antenne, à quoi il sert, état, création, fin, dernier usage."""
    with running() as runtime, runtime.database.read() as session:
        found = list_api_tokens(session, runtime.clock.now())
    for one in found:
        days = (_day(one.created_at), _day(one.expires_at), _day(one.last_used_at))
        print("\t".join((one.id, one.role.value, one.antenna or "-", one.label or "-", one.state.label, *days)))


@token.command("revoke")
def revoke(token_id: Annotated[str, typer.Argument(metavar="ID", help="identifiant du jeton, donné par « seuil token list »")]) -> None:
    """Retire un jeton, tout de suite."""
    with running() as runtime, runtime.database.write() as session:
        closed = revoke_api_token(session, token_id, runtime.clock.now())
    print(f"Jeton retiré : {closed.id}")


def _day(moment: datetime | None) -> str:
    return moment.astimezone(PARIS).strftime("%Y-%m-%d") if moment else "-"
