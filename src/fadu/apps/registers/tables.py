"""How the declared registers lie in the one table of facts."""

from fadu.apps.record.tables import Table
from fadu.apps.registers.models import Fact
from fadu.core.workbook.schema import Sheet
from fadu.core.workbook.sheets import registers as sheets


def _register(sheet: Sheet, **renamed: str) -> Table:
    return Table(sheet, Fact, fixed={"register": sheet.name}, renamed=renamed)


TABLES = (
    _register(sheets.PUBLICITY, held_on="day", audience_kind="kind"),
    _register(sheets.MEETINGS, held_on="day", category="kind", chair="person"),
    _register(sheets.CHIEF_DUTIES, done_on="day", duty="kind"),
    _register(sheets.CAMPAIGNS, done_on="day", category="kind"),
    _register(sheets.RANKINGS, period_from="day", period_to="day_to", matter="kind"),
    _register(sheets.ZERO_REPORTS, period_from="day", period_to="day_to", matter="kind"),
)
