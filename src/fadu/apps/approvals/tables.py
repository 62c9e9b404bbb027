"""How the sheet of 环评 approvals lies in a table."""

from fadu.apps.approvals.models import Approval
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.enforcement import APPROVALS

TABLES = (Table(APPROVALS, Approval),)
