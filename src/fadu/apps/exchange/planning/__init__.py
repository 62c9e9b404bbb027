"""What a workbook would do: read, checked against itself and against what stands; nothing is written here."""

from fadu.apps.exchange.planning.parsing import RowPlan, SheetPlan
from fadu.apps.exchange.planning.plan import Plan, make_plan

__all__ = ["Plan", "RowPlan", "SheetPlan", "make_plan"]
