"""Figures of penalty cases and of what hangs on them, by stage of the procedure."""

from fadu.apps.cases.figures import after, deciding, filing
from fadu.core.figures import Figure

FIGURES: tuple[Figure, ...] = (*filing.FIGURES, *deciding.FIGURES, *after.FIGURES)
