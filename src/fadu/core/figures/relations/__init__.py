"""What must hold between figures, declared; one file a kind of relation.

A relation gives a verdict only where the figures can bear one: labels that exclude each other are added up, labels of which
a thing may have several are not; facts of different years are set side by side, not judged.
"""

from fadu.core.figures.relations.base import Check, Facts, Relation, Status
from fadu.core.figures.relations.beside import Beside
from fadu.core.figures.relations.covers import Covers
from fadu.core.figures.relations.part import Part
from fadu.core.figures.relations.quotient import Quotient
from fadu.core.figures.relations.rank import Rank
from fadu.core.figures.relations.silent import Silent
from fadu.core.figures.relations.total import Total
from fadu.core.figures.relations.weekly import Weekly
from fadu.core.figures.relations.year_on_year import YearOnYear
from fadu.core.figures.relations.zero import ZeroReport

__all__ = [
    "Beside", "Check", "Covers", "Facts", "Part", "Quotient", "Rank", "Relation", "Silent", "Status", "Total",
    "Weekly", "YearOnYear", "ZeroReport",
]
