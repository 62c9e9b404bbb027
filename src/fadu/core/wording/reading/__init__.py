"""Reading the figures that a Chinese text states."""

from fadu.core.wording.reading.fact import Change, Direction, Fact, Period, Rank, Role
from fadu.core.wording.reading.reader import read

__all__ = ["Change", "Direction", "Fact", "Period", "Rank", "Role", "read"]
