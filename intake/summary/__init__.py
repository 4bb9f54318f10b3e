"""The SAED summary of a request: computed from recorded facts and quoted words, never generated."""

from intake.summary.dates import date_in_words, spoken_phone
from intake.summary.saed import Summary, summarise
from intake.summary.values import in_words

__all__ = ["Summary", "date_in_words", "in_words", "spoken_phone", "summarise"]
