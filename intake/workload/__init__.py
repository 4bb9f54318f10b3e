"""The work shared out: who has which file, who is away, and the filters of the queue that each one keeps."""

from intake.workload.absences import Absence, absences_to_come, add_absence, away_today, remove_absence
from intake.workload.assigning import WorkloadError, assign_files, colleagues
from intake.workload.saved_filters import MOST_SAVED, SavedFilter, forget_filter, save_filter, saved_filters

__all__ = [
    "MOST_SAVED",
    "Absence",
    "SavedFilter",
    "WorkloadError",
    "absences_to_come",
    "add_absence",
    "assign_files",
    "away_today",
    "colleagues",
    "forget_filter",
    "remove_absence",
    "save_filter",
    "saved_filters",
]
