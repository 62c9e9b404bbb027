"""Taking a workbook in, as one act, and taking that act back."""

from fadu.apps.exchange.actions.importing import import_workbook
from fadu.apps.exchange.actions.undoing import undo_import

__all__ = ["import_workbook", "undo_import"]
