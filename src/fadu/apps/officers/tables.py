"""How the sheets of people lie in tables."""

from fadu.apps.officers.models import Person, UnitItem
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.bureau import PEOPLE, UNIT

TABLES = (Table(UNIT, UnitItem), Table(PEOPLE, Person))
