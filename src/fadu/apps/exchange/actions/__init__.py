"""Taking a workbook in, as one act; taking that act back; handing the ledger out."""

from fadu.apps.exchange.actions.exporting import export_workbook
from fadu.apps.exchange.actions.importing import import_workbook
from fadu.apps.exchange.actions.undoing import undo_import

__all__ = ["export_workbook", "import_workbook", "undo_import"]
