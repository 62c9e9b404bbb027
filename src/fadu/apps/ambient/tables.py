"""How the sheet of environmental quality lies in a table."""

from fadu.apps.ambient.models import QualityStatement
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.registers import QUALITY

TABLES = (Table(QUALITY, QualityStatement),)
