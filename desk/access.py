"""Who may open what: one table, checked whole when the process starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from lexicon.codes import Role

# Without signing in.
ANYONE: Final = None
EVERY_ROLE: Final = frozenset(Role)
# Personal data: never the administrator nor the auditor.
READERS: Final = frozenset({Role.SECRETARY, Role.SOCIAL_WORKER, Role.MANAGER})
# Counts without names: of her antenna for a manager, of all for an auditor.
COUNTERS: Final = frozenset({Role.MANAGER, Role.AUDITOR})
# Figures of the rules, without anybody in them.
FIGURE_READERS: Final = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.MANAGER})
REVIEWERS: Final = frozenset({Role.SECRETARY, Role.SOCIAL_WORKER})
# Working notes are nobody else's: neither her secretary's nor her manager's.
NOTE_WRITERS: Final = frozenset({Role.SOCIAL_WORKER})
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})
# The directory holds nothing about the persons who are helped.
DIRECTORY_READERS: Final = READERS | ADMINISTRATORS

ACCESS: Final[Mapping[str, frozenset[Role] | None]] = {
    "healthz": ANYONE,
    "readyz": ANYONE,
    "sign_in_page": ANYONE,
    "sign_in": ANYONE,
    "sign_in_code_page": ANYONE,
    "sign_in_code": ANYONE,
    "identity_leave": ANYONE,
    "identity_back": ANYONE,
    "identity_end": ANYONE,
    "sign_out": EVERY_ROLE,
    "account": EVERY_ROLE,
    "second_factor_page": EVERY_ROLE,
    "second_factor_confirm": EVERY_ROLE,
    "recovery_renew": EVERY_ROLE,
    "session_revoke": EVERY_ROLE,
    "sessions_revoke_others": EVERY_ROLE,
    "rights": EVERY_ROLE,
    "note_write": NOTE_WRITERS,
    "note_draft": NOTE_WRITERS,
    "note_delete": NOTE_WRITERS,
    "note_keep": NOTE_WRITERS,
    "note_release": NOTE_WRITERS,
    "note_hand_over": NOTE_WRITERS,
    "partners": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "partner_invite": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "partner_resend": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "partner_revoke": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "partner_person": REVIEWERS,
    "password_change": EVERY_ROLE,
    "members": ADMINISTRATORS,
    "member_propose": ADMINISTRATORS,
    "member_open": ADMINISTRATORS,
    "member_refuse": ADMINISTRATORS,
    "member_close": ADMINISTRATORS,
    "member_reset": ADMINISTRATORS,
    "welcome": EVERY_ROLE,
    "queue": READERS,
    "queue_fragment": READERS,
    "assign": READERS,
    "keep_filter": READERS,
    "open_filter": READERS,
    "forget_filter": READERS,
    "call_list": READERS,
    "call_list_fragment": READERS,
    "call_result": REVIEWERS,
    "call_draft": REVIEWERS,
    "call_undo": REVIEWERS,
    "late": frozenset({Role.MANAGER}),
    "absences": READERS,
    "add_absence": READERS,
    "remove_absence": READERS,
    "handoff": READERS,
    "calls_fragment": READERS,
    "review": REVIEWERS,
    "decide": REVIEWERS,
    "decide_assign": READERS,
    "decide_undo": READERS,
    "follow_up_answer": REVIEWERS,
    "disagreements": FIGURE_READERS,
    "disagreement_examples": ADMINISTRATORS,
    "rewording_judge": ADMINISTRATORS,
    "appointment_week": READERS,
    "appointment_rules": frozenset({Role.MANAGER}),
    "appointment_page": REVIEWERS,
    "appointment_make": REVIEWERS,
    "appointment_cancel": REVIEWERS,
    "appointment_file": REVIEWERS,
    "live": REVIEWERS,
    "live_fragment": REVIEWERS,
    "live_talk": REVIEWERS,
    "live_talk_fragment": REVIEWERS,
    "live_take": REVIEWERS,
    "live_say": REVIEWERS,
    "live_hand_back": REVIEWERS,
    "live_close": REVIEWERS,
    "alarm_seen": REVIEWERS,
    "alarm_lift": REVIEWERS,
    "alarm_confirm": REVIEWERS,
    "entries": REVIEWERS,
    "entry_start": REVIEWERS,
    "entry_on_handoff": REVIEWERS,
    "entry": REVIEWERS,
    "entry_save": REVIEWERS,
    "entry_give_up": REVIEWERS,
    "presence": READERS,
    "duplicates_merge": REVIEWERS,
    "duplicates_undo": REVIEWERS,
    "duplicates_worker": REVIEWERS,
    "directory": DIRECTORY_READERS,
    "directory_sheet": DIRECTORY_READERS,
    "directory_confirm": DIRECTORY_READERS,
    "directory_import": ADMINISTRATORS,
    "directory_look": ADMINISTRATORS,
    "directory_take": ADMINISTRATORS,
    "directory_report": ADMINISTRATORS,
    "antennas": DIRECTORY_READERS,
    "antenna": DIRECTORY_READERS,
    "antenna_form": ADMINISTRATORS,
    "antenna_change": ADMINISTRATORS,
    "sheet": READERS,
    "sheet_pdf": READERS,
    "booklet": READERS,
    "booklet_pdf": READERS,
    "figures_columns": COUNTERS,
    "figures_csv": COUNTERS,
    # Anybody on the staff reads the rules and contests a category; those who write them read no file.
    "rules": EVERY_ROLE,
    "rules_version": EVERY_ROLE,
    "contests": EVERY_ROLE,
    "contest": EVERY_ROLE,
    "contest_answer": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "rules_start": ADMINISTRATORS,
    "rules_import": ADMINISTRATORS,
    "rules_withdraw": ADMINISTRATORS,
    "rules_draft": ADMINISTRATORS,
    "rules_grid": ADMINISTRATORS,
    "rules_differences": ADMINISTRATORS,
    "rules_examples": ADMINISTRATORS,
    "rules_acknowledge": ADMINISTRATORS,
    "rules_submit": ADMINISTRATORS,
    "rules_take_back": ADMINISTRATORS,
    "rules_approve": ADMINISTRATORS,
    "rules_publish": ADMINISTRATORS,
    "rules_abandon": ADMINISTRATORS,
    "rules_questions": ADMINISTRATORS,
    "rules_question": ADMINISTRATORS,
    "rules_question_save": ADMINISTRATORS,
    "rules_try": ADMINISTRATORS,
    "rules_try_case": ADMINISTRATORS,
    "rules_example_remove": ADMINISTRATORS,
    "rules_past": ADMINISTRATORS,
    "rules_rehearsal": ADMINISTRATORS,
    "rules_past_run": ADMINISTRATORS,
    "rules_general": ADMINISTRATORS,
    "rules_general_save": ADMINISTRATORS,
    "rules_topics": ADMINISTRATORS,
    "rules_topics_save": ADMINISTRATORS,
    "rules_numbers": ADMINISTRATORS,
    "rules_numbers_save": ADMINISTRATORS,
    "rules_doors": ADMINISTRATORS,
    "rules_doors_save": ADMINISTRATORS,
    "rules_row_new": ADMINISTRATORS,
    "rules_row_add": ADMINISTRATORS,
    "rules_row": ADMINISTRATORS,
    "rules_row_save": ADMINISTRATORS,
    "rules_row_do": ADMINISTRATORS,
    "rules_sentences": ADMINISTRATORS,
    "rules_sentence": ADMINISTRATORS,
    "rules_sentence_save": ADMINISTRATORS,
    "api_handoffs": READERS,
    "api_handoffs_csv": COUNTERS,
    "api_handoff_fhir": READERS,
    "api_handoff": READERS,
    "api_handoff_schema": ANYONE,
    "api_rulesets": EVERY_ROLE,
    "api_ruleset": EVERY_ROLE,
    "api_ruleset_dmn": EVERY_ROLE,
    "api_openapi": ANYONE,
    "api_docs": ANYONE,
}

# All that an administrator bound to one antenna opens besides what is everybody's: the directory, and her antenna in it.
ADJOINTE: Final = frozenset({"directory", "directory_sheet", "directory_confirm", "antennas", "antenna", "antenna_form", "antenna_change"})

# Asked for by the page itself, not by a person: they do not keep a session awake.
AUTOMATIC: Final = frozenset({"queue_fragment", "call_list_fragment", "calls_fragment", "live_fragment", "live_talk_fragment", "presence"})

# All that opens before a second factor that is asked for is in place.
ENROLLING: Final = frozenset({"second_factor_page", "second_factor_confirm", "sign_out"})


def may(role: Role | None, route: str, antenna: str | None = None) -> bool:
    """Whether a role may open a route; `None` stands for somebody who has not signed in.

    `antenna`: the one that the account is bound to. It narrows what others see in a page; to an administrator it closes pages.
    """
    allowed = ACCESS[route]
    if allowed is ANYONE:
        return True
    if role is Role.ADMINISTRATOR and antenna is not None and allowed != EVERY_ROLE and route not in ADJOINTE:
        return False
    return role is not None and role in allowed


def routes_of(application: FastAPI) -> Iterator[RouteContext]:
    """Every route of the application that runs our code, static files left out."""
    return (route for route in iter_route_contexts(application.routes) if route.methods is not None)


def check_table(application: FastAPI) -> None:
    """Raise ValueError when the table and the routes do not name the same things."""
    names = {str(route.name) for route in routes_of(application)}
    if names != ACCESS.keys():
        raise ValueError(f"routes and table of access differ: {sorted(names ^ ACCESS.keys())}")
