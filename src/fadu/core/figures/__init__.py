"""The arithmetic of reported numbers: periods, rounding, change against the year before, relations between figures."""

from fadu.core.figures.change import Comparison, compare
from fadu.core.figures.figure import Change, Figure, Group, Reading, Source, Span, derived, evaluate
from fadu.core.figures.period import Period, Scope
from fadu.core.figures.rounding import Number, average, json_number, percent, plain, rounded
from fadu.core.figures.trace import trace_code, trace_text

__all__ = [
    "Change", "Comparison", "Figure", "Group", "Number", "Period", "Reading", "Scope", "Source", "Span",
    "average", "compare", "derived", "evaluate", "json_number", "percent", "plain", "rounded", "trace_code", "trace_text",
]
