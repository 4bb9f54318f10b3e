"""Tables and the database: one SQLite file, or PostgreSQL past one machine."""

from intake.storage.database import Database, DatabaseDownError
from intake.storage.tables import (
    AccountPartRow,
    AlarmCountRow,
    AnswerRow,
    AntennaRow,
    ApiTokenRow,
    AuditRow,
    Base,
    ConventionRow,
    ConversationRow,
    DangerRow,
    HandoffRow,
    MessageRow,
    OutboxRow,
    RequestRow,
    SearchTokenRow,
    StaffRow,
    StaffSessionRow,
    TopicRow,
)
from intake.storage.types import UtcDateTime, new_id

__all__ = [
    "AccountPartRow",
    "AlarmCountRow",
    "AnswerRow",
    "AntennaRow",
    "ApiTokenRow",
    "AuditRow",
    "Base",
    "ConventionRow",
    "ConversationRow",
    "DangerRow",
    "Database",
    "DatabaseDownError",
    "HandoffRow",
    "MessageRow",
    "OutboxRow",
    "RequestRow",
    "SearchTokenRow",
    "StaffRow",
    "StaffSessionRow",
    "TopicRow",
    "UtcDateTime",
    "new_id",
]
