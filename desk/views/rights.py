"""Who may do what, in French, from the table of access: each line names routes that open to the same roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desk.access import ACCESS, ANYONE
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Line:
    """Something that people do, and the routes that let them."""

    does: str
    routes: tuple[str, ...]


# Every route of the table stands in exactly one line; a test holds it.
SECTIONS: Final[Mapping[str, tuple[Line, ...]]] = {
    "Les demandes": (
        Line("Voir la file, chercher, confier des demandes, garder un filtre", (
            "queue", "queue_fragment", "assign", "keep_filter", "open_filter", "forget_filter",
        )),
        Line("Lire une demande, et voir qui d’autre l’a ouverte", ("handoff", "presence")),
        Line("Imprimer une demande ou le carnet du jour", ("sheet", "sheet_pdf", "booklet", "booklet_pdf")),
        Line("Prendre une demande en charge", ("review",)),
        Line("Décider : accepter, demander, orienter, clore, rouvrir", ("decide",)),
        Line("Noter si la personne a eu une réponse du service indiqué", ("follow_up_answer",)),
        Line("Confier une demande depuis sa page, revenir sur une décision", ("decide_assign", "decide_undo")),
        Line("Voir la semaine des rendez-vous d’une antenne", ("appointment_week",)),
        Line("Régler la durée des entretiens de son antenne", ("appointment_rules",)),
        Line("Fixer, déplacer, annuler un rendez-vous", ("appointment_page", "appointment_make", "appointment_cancel", "appointment_file")),
        Line("Dire qu’une alerte est vue, vraie ou fausse", ("alarm_seen", "alarm_lift", "alarm_confirm")),
        Line("Réunir deux demandes de la même personne", ("duplicates_merge", "duplicates_undo", "duplicates_worker")),
        Line("Noter que la personne est informée, ou s’oppose à la demande d’un partenaire", ("partner_person",)),
        Line("Dire qu’une collègue est absente", ("absences", "add_absence", "remove_absence")),
        Line("Voir ce qui est en retard dans son antenne", ("late",)),
        Line("Voir les accords et désaccords avec les règles, en chiffres", ("disagreements",)),
        Line("Télécharger des exemples sans personne dedans, relire ceux qui sont redits", ("disagreement_examples", "rewording_judge")),
        Line("Télécharger des chiffres, sans noms", ("figures_columns", "figures_csv", "api_handoffs_csv")),
    ),
    "Parler avec la personne": (
        Line("Voir les appels en cours et la liste des personnes à rappeler", ("calls_fragment", "call_list", "call_list_fragment")),
        Line("Noter le résultat d’un rappel", ("call_result", "call_draft", "call_undo")),
        Line("Saisir pour quelqu’un, au téléphone ou à l’accueil", (
            "entries", "entry_start", "entry_on_handoff", "entry", "entry_save", "entry_give_up",
        )),
        Line("Prendre la main dans une conversation", (
            "live", "live_fragment", "live_talk", "live_talk_fragment", "live_take", "live_say", "live_hand_back", "live_close",
        )),
    ),
    "Les notes de travail": (
        Line("Écrire, lire, partager et effacer ses notes de travail", ("note_write", "note_draft", "note_delete", "note_keep")),
        Line("Noter une décision et remettre ses notes à la personne", ("note_release", "note_hand_over")),
    ),
    "L’annuaire": (
        Line("Chercher une organisation ou une antenne, dire qu’une fiche est toujours exacte", (
            "directory", "directory_sheet", "directory_confirm", "antennas", "antenna",
        )),
        Line("Importer des organisations", ("directory_import", "directory_look", "directory_take", "directory_report")),
        Line("Modifier une antenne", ("antenna_form", "antenna_change")),
    ),
    "Les règles": (
        Line("Lire les règles, contester une catégorie", ("rules", "rules_version", "contests", "contest")),
        Line("Répondre à une contestation", ("contest_answer",)),
        Line("Écrire et essayer un brouillon", (
            "rules_start", "rules_import", "rules_draft", "rules_grid", "rules_differences", "rules_examples", "rules_acknowledge",
            "rules_questions", "rules_question", "rules_question_save", "rules_try", "rules_try_case", "rules_example_remove",
            "rules_past", "rules_past_run", "rules_rehearsal", "rules_general", "rules_general_save", "rules_topics", "rules_topics_save",
            "rules_numbers", "rules_numbers_save", "rules_doors", "rules_doors_save", "rules_row_new", "rules_row_add", "rules_row",
            "rules_row_save", "rules_row_do", "rules_sentences", "rules_sentence", "rules_sentence_save", "rules_abandon",
        )),
        Line("Proposer, signer, publier et retirer une convention (jamais la sienne)", (
            "rules_submit", "rules_take_back", "rules_approve", "rules_publish", "rules_withdraw",
        )),
    ),
    "Les comptes": (
        Line("Gérer son compte : mot de passe, second facteur, connexions ouvertes", (
            "account", "password_change", "second_factor_page", "second_factor_confirm", "recovery_renew",
            "session_revoke", "sessions_revoke_others", "sign_out",
        )),
        Line("Inviter des partenaires, leur retirer l’accès", ("partners", "partner_invite", "partner_resend", "partner_revoke")),
        Line("Voir les comptes, réinitialiser un second facteur, fermer un compte", ("members", "member_reset", "member_close")),
        Line("Demander un compte, ouvrir celui qu’une autre a demandé", ("member_propose", "member_open", "member_refuse")),
    ),
    "Pour s’orienter": (
        Line("Voir l’accueil et ce tableau", ("welcome", "rights")),
        Line("Se connecter", (
            "sign_in_page", "sign_in", "sign_in_code_page", "sign_in_code", "identity_leave", "identity_back", "identity_end",
        )),
    ),
    "Les programmes (avec un jeton)": (
        Line("Lire les demandes", ("api_handoffs", "api_handoff", "api_handoff_fhir")),
        Line("Lire les règles", ("api_rulesets", "api_ruleset", "api_ruleset_dmn")),
        Line("Lire la description de l’API", ("api_handoff_schema", "api_openapi", "api_docs")),
        Line("Savoir si le service répond", ("healthz", "readyz")),
    ),
}  # fmt: skip

# What the table of routes cannot say: which requests each role finds behind an open door.
REACH: Final[Mapping[Role, str]] = {
    Role.SECRETARY: "toutes les demandes de la région",
    Role.SOCIAL_WORKER: "les demandes de son antenne, celles qui lui sont confiées et celles qu’aucune antenne ne sert encore",
    Role.MANAGER: "les demandes de son antenne, sans les notes de travail",
    Role.ADMINISTRATOR: "aucune demande, aucune donnée de personne accompagnée ; avec une antenne, seulement l’annuaire et son antenne",
    Role.AUDITOR: "aucune demande, seulement les traces et les chiffres",
}

OTHERS: Final = "Autres pages"


@dataclass(frozen=True, slots=True)
class Row:
    """One line as shown: for each role in order, whether it may; `anyone` needs no account."""

    does: str
    may: tuple[bool, ...]
    anyone: bool


def rights_table() -> dict[str, list[Row]]:
    """The rows by section. A route that no line names yet is shown by its name rather than hidden."""
    named = {route for lines in SECTIONS.values() for line in lines for route in line.routes}
    table = {section: [_row(line) for line in lines if line.routes] for section, lines in SECTIONS.items()}
    table[OTHERS] = [_row(Line(route, (route,))) for route in sorted(ACCESS.keys() - named)]
    return {section: rows for section, rows in table.items() if rows}


def _row(line: Line) -> Row:
    allowed = [ACCESS[route] for route in line.routes]
    anyone = all(roles is ANYONE for roles in allowed)
    return Row(line.does, tuple(all(roles is ANYONE or role in roles for roles in allowed) for role in Role), anyone)
