"""The work shared out: who may have files, who is away, and the filters of the queue that each one keeps."""

from intake.workload.absences import Absence, absences_to_come, add_absence, away_today, remove_absence
from intake.workload.colleagues import WorkloadError, colleagues
from intake.workload.saved_filters import MOST_SAVED, SavedFilter, forget_filter, open_with, opening_query, save_filter, saved_filters

__all__ = [
    "MOST_SAVED",
    "Absence",
    "SavedFilter",
    "WorkloadError",
    "absences_to_come",
    "add_absence",
    "away_today",
    "colleagues",
    "forget_filter",
    "open_with",
    "opening_query",
    "remove_absence",
    "save_filter",
    "saved_filters",
]
