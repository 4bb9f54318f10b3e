"""Reads the answer to one asked field, in French as people write it, say it and have it recognised by a phone."""

from intake.reading.agreement import read_yes_or_no
from intake.reading.answer import read_answer
from intake.reading.correcting import read_correction
from intake.reading.date_reader import Policy, read_date
from intake.reading.lines import read_line
from intake.reading.model import Reading
from intake.reading.wording import Wording, with_digits, wording

__all__ = [
    "Policy",
    "Reading",
    "Wording",
    "read_answer",
    "read_correction",
    "read_date",
    "read_line",
    "read_yes_or_no",
    "with_digits",
    "wording",
]
