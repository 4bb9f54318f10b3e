"""The members of staff and the programs: who they are, how they prove it, what they may see, what they do at the desk."""

from intake.staff.accounts import Member, StaffError, add_staff, disable_staff, list_staff
from intake.staff.api_tokens import check_api_token, create_api_token
from intake.staff.passwords import generate_password
from intake.staff.pauses import DEVICE_LIFE, Origin, remember_device
from intake.staff.scope import narrow
from intake.staff.second_factor import (
    Enrolment,
    begin_enrolment,
    confirm_enrolment,
    has_second_factor,
    members_with_second_factor,
    qr_svg,
    recovery_codes_left,
    renew_recovery_codes,
    reset_second_factor,
)
from intake.staff.sessions import (
    SESSION_LIFE,
    LiveSession,
    SignedIn,
    Stage,
    close_session,
    is_due,
    keep_awake,
    open_session,
    read_session,
    revoke_others,
    revoke_session,
    sessions_of,
)
from intake.staff.signing_in import check_code, check_password
from intake.staff.work import queue_mark, take_in_review

__all__ = [
    "DEVICE_LIFE",
    "SESSION_LIFE",
    "Enrolment",
    "LiveSession",
    "Member",
    "Origin",
    "SignedIn",
    "StaffError",
    "Stage",
    "add_staff",
    "begin_enrolment",
    "check_api_token",
    "check_code",
    "check_password",
    "close_session",
    "confirm_enrolment",
    "create_api_token",
    "disable_staff",
    "generate_password",
    "has_second_factor",
    "is_due",
    "keep_awake",
    "list_staff",
    "members_with_second_factor",
    "narrow",
    "open_session",
    "qr_svg",
    "queue_mark",
    "read_session",
    "recovery_codes_left",
    "remember_device",
    "renew_recovery_codes",
    "reset_second_factor",
    "revoke_others",
    "revoke_session",
    "sessions_of",
    "take_in_review",
]
