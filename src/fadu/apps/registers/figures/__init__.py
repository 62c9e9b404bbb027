"""Figures of the registers: publicity, meetings, the chief's duties, campaigns, zero reports, all that is declared; rankings for other apps."""

from fadu.apps.registers.figures import chief, declared, facts, zero
from fadu.apps.registers.figures.declared import own_figures
from fadu.apps.registers.figures.rankings import ranking
from fadu.core.figures import Figure

__all__ = ["FIGURES", "own_figures", "ranking"]

FIGURES: tuple[Figure, ...] = (*facts.FIGURES, *chief.FIGURES, *zero.FIGURES, *declared.FIGURES)
