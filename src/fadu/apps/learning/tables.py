"""How the sheet of study and examinations lies in a table."""

from fadu.apps.learning.models import StudyRecord
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.registers import LEARNING

TABLES = (Table(LEARNING, StudyRecord),)
