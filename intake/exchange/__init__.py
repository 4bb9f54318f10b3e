"""How hand-offs leave the service: a FHIR Bundle, figures without names, and the booklet of a day without power."""

from intake.exchange.booklet import Booklet, read_booklet
from intake.exchange.bundle import fhir_bundle
from intake.exchange.columns import COLUMNS, Column, FigureLine
from intake.exchange.figures import FLOOR, as_csv, floored, read_figures

__all__ = ["COLUMNS", "FLOOR", "Booklet", "Column", "FigureLine", "as_csv", "fhir_bundle", "floored", "read_booklet", "read_figures"]
