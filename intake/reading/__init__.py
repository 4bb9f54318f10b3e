"""Reads the answer to one asked field, in French as people write it, say it and have it recognised by a phone."""

from intake.reading.agreement import read_yes_or_no
from intake.reading.answer import read_answer
from intake.reading.correcting import read_correction
from intake.reading.lines import read_line
from intake.reading.model import Reading

__all__ = ["Reading", "read_answer", "read_correction", "read_line", "read_yes_or_no"]
