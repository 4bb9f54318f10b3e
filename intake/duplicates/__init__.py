"""The same person twice: probable earlier requests, and making two one in a way that can be undone."""

from intake.duplicates.codes import Strength
from intake.duplicates.finding import Candidate, probable_same
from intake.duplicates.merging import MergeError, last_merge, merge, undo
from intake.duplicates.names import same_name

__all__ = ["Candidate", "MergeError", "Strength", "last_merge", "merge", "probable_same", "same_name", "undo"]
