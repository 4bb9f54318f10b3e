"""The directory: the service's own antennas, the organisations that people may be sent to, and the communes of postal codes."""

from intake.directory.antenna_editing import (
    FIELDS as ANTENNA_FIELDS,
)
from intake.directory.antenna_editing import (
    AntennaChange,
    access_in_words,
    antenna_history,
    change_antenna,
    may_edit,
    said_of,
    version_of,
)
from intake.directory.antennas import Access, Antenna, OpenDoor, antenna_for, prefix_for, sample_antennas, service_antenna
from intake.directory.communes import (
    Commune,
    CommunesReport,
    communes_of,
    communes_served,
    import_communes,
    read_communes,
)
from intake.directory.errors import ChangedMeanwhileError, DirectoryError, FileRefusedError
from intake.directory.files import MOST_BYTES
from intake.directory.freshness import Freshness, freshness_of
from intake.directory.importing import apply_plan, import_file, retire
from intake.directory.opening import opening_in_words
from intake.directory.organisations import Offer, Organisation, Phone, confirm_sheet, organisation, organisations, phone_of
from intake.directory.planning import Line, Plan, Report, plan_import
from intake.directory.samples import seed_directory
from intake.directory.searching import Found, NearBy, Search, is_postal_code, near_by, search_directory, words_of_door
from intake.directory.sheets import COLUMNS, LISTS, FileKind, theme_groups
from intake.directory.uploads import forget_file, keep_file, kept_file

__all__ = [
    "ANTENNA_FIELDS",
    "COLUMNS",
    "LISTS",
    "MOST_BYTES",
    "Access",
    "Antenna",
    "AntennaChange",
    "ChangedMeanwhileError",
    "Commune",
    "CommunesReport",
    "DirectoryError",
    "FileKind",
    "FileRefusedError",
    "Found",
    "Freshness",
    "Line",
    "NearBy",
    "Offer",
    "OpenDoor",
    "Organisation",
    "Phone",
    "Plan",
    "Report",
    "Search",
    "access_in_words",
    "antenna_for",
    "antenna_history",
    "apply_plan",
    "change_antenna",
    "communes_of",
    "communes_served",
    "confirm_sheet",
    "forget_file",
    "freshness_of",
    "import_communes",
    "import_file",
    "is_postal_code",
    "keep_file",
    "kept_file",
    "may_edit",
    "near_by",
    "opening_in_words",
    "organisation",
    "organisations",
    "phone_of",
    "plan_import",
    "prefix_for",
    "read_communes",
    "retire",
    "said_of",
    "sample_antennas",
    "search_directory",
    "seed_directory",
    "service_antenna",
    "theme_groups",
    "version_of",
    "words_of_door",
]
