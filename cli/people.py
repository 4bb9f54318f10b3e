"""`seuil staff` and `seuil token`: the accounts of people and of programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.one_line import CommandError, running
from intake.privacy import Actor, ActorKind
from intake.staff import (
    add_staff,
    create_api_token,
    disable_staff,
    generate_password,
    list_staff,
    members_with_second_factor,
    reset_second_factor,
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
) -> None:
    """Ajoute un compte ; le mot de passe est demandé, lu ou inventé."""
    if generate and password_stdin:
        raise CommandError("choisissez --generate ou --password-stdin, pas les deux")
    password = generate_password() if generate else _password(password_stdin)
    with running() as runtime, runtime.database.write() as session:
        member = add_staff(session, login=login, name=name, role=role, antenna=antenna, password=password, now=runtime.clock.now())
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


@token.command("create")
def create(role: Annotated[str, typer.Option(help=ROLES)]) -> None:
    """Crée un jeton pour l’API et l’affiche, une seule fois."""
    with running() as runtime, runtime.database.write() as session:
        secret = create_api_token(session, runtime.indexer, role=role, now=runtime.clock.now())
    print(secret)


@token.callback()
def _group() -> None:
    """Les jetons des programmes."""
