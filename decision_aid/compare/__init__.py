"""Two versions of a questionnaire beside each other: what a reader meets otherwise than before."""

from decision_aid.compare.comparison import Comparison, compared
from decision_aid.compare.difference import Difference, Kind

__all__ = ["Comparison", "Difference", "Kind", "compared"]
