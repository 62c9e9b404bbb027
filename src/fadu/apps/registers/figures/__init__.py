"""Figures of the declared registers: publicity, meetings, the chief's duties, campaigns, zero reports; rankings for the apps they are about."""

from fadu.apps.registers.figures import chief, facts, zero
from fadu.apps.registers.figures.rankings import ranking
from fadu.core.figures import Figure

__all__ = ["FIGURES", "ranking"]

FIGURES: tuple[Figure, ...] = (*facts.FIGURES, *chief.FIGURES, *zero.FIGURES)
