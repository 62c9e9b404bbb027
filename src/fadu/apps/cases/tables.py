"""How the sheets of cases lie in tables; a meeting comes before the cases that name it, its agenda after them."""

from fadu.apps.cases.models import Appeal, Case, CommitteeMeeting, Measure, Transfer
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.enforcement import APPEALS, CASES, COMMITTEE, MEASURES, TRANSFERS

TABLES = (
    Table(COMMITTEE, CommitteeMeeting),
    Table(CASES, Case, split={"source_number": {"检查": "source_inspection", "信访": "source_complaint"}}),
    Table(MEASURES, Measure),
    Table(TRANSFERS, Transfer),
    Table(APPEALS, Appeal),
)
