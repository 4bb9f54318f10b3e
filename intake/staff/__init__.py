"""The members of staff and the programs: who they are, how they prove it, what they may see, what they do at the desk."""

from intake.staff.accounts import Member, StaffError, add_staff, disable_staff, list_staff
from intake.staff.api_tokens import check_api_token, create_api_token
from intake.staff.passwords import generate_password
from intake.staff.scope import narrow
from intake.staff.sessions import SESSION_LIFE, SignedIn, close_session, is_due, keep_awake, open_session, read_session
from intake.staff.signing_in import check_password
from intake.staff.work import queue_mark, take_in_review

__all__ = [
    "SESSION_LIFE",
    "Member",
    "SignedIn",
    "StaffError",
    "add_staff",
    "check_api_token",
    "check_password",
    "close_session",
    "create_api_token",
    "disable_staff",
    "generate_password",
    "is_due",
    "keep_awake",
    "list_staff",
    "narrow",
    "open_session",
    "queue_mark",
    "read_session",
    "take_in_review",
]
