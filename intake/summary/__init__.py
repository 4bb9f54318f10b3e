"""The SAED summary of a request: computed from recorded facts and quoted words, never generated."""

from intake.summary.dates import iso_date_in_words, spoken_phone
from intake.summary.saed import Summary, summarise
from intake.summary.values import in_words

__all__ = ["Summary", "in_words", "iso_date_in_words", "spoken_phone", "summarise"]
