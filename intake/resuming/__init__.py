"""Going on elsewhere: a code of six digits carries a request from one channel to another."""

from intake.resuming.codes import CODE_MINUTES, TooManyTriesError, is_code, new_code, redeem
from intake.resuming.joining import join

__all__ = ["CODE_MINUTES", "TooManyTriesError", "is_code", "join", "new_code", "redeem"]
