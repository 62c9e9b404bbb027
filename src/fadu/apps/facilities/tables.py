"""How the sheet of regulated objects lies in a table."""

from fadu.apps.facilities.models import Facility
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.bureau import FACILITIES

TABLES = (Table(FACILITIES, Facility),)
