"""The map of a questionnaire: every page in order and every branch, as a picture and in words."""

from decision_aid.chart.lines import lines
from decision_aid.chart.markdown import markdown
from decision_aid.chart.svg import svg

__all__ = ["lines", "markdown", "svg"]
