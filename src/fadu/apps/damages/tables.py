"""How the sheet of damage compensation lies in a table."""

from fadu.apps.damages.models import DamageCase
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.enforcement import DAMAGES

TABLES = (Table(DAMAGES, DamageCase),)
