"""Where humans did not follow the rules: figures that say nothing of anybody, and examples made of codes for those who mend the rules."""

from intake.disagreeing.counting import FLOOR, Line, Report, report
from intake.disagreeing.examples import examples
from intake.disagreeing.general import general_facts
from intake.disagreeing.rewording import Pending, judge, pending

__all__ = ["FLOOR", "Line", "Pending", "Report", "examples", "general_facts", "judge", "pending", "report"]
