"""How the declared registers lie in the one table of facts."""

from fadu.apps.record.tables import Table
from fadu.apps.registers.models import Fact
from fadu.core.registers import DECLARED, Register
from fadu.core.workbook.schema import Kind, Sheet
from fadu.core.workbook.sheets import registers as sheets


def _register(sheet: Sheet, **renamed: str) -> Table:
    return Table(sheet, Fact, fixed={"register": sheet.name}, renamed=renamed)


def table_of(register: Register) -> Table:
    """The table of a declared register: its day, its end, its first choice and its first person have columns of their own."""
    sheet = register.sheet
    renamed = {sheet.day: "day", **({register.until: "day_to"} if register.until else {})}
    choice = next((column.field for column in sheet.columns if column.kind is Kind.CHOICE), None)
    person = next((column.field for column in sheet.columns if column.kind is Kind.REFERENCE and column.refers_to == ("人员",)), None)
    if choice:
        renamed[choice] = "kind"
    if person:
        renamed[person] = "person"
    return _register(sheet, **renamed)


TABLES = (
    _register(sheets.PUBLICITY, held_on="day", audience_kind="kind"),
    _register(sheets.MEETINGS, held_on="day", category="kind", chair="person"),
    _register(sheets.CHIEF_DUTIES, done_on="day", duty="kind"),
    _register(sheets.CAMPAIGNS, done_on="day", category="kind"),
    _register(sheets.RANKINGS, period_from="day", period_to="day_to", matter="kind"),
    _register(sheets.ZERO_REPORTS, period_from="day", period_to="day_to", matter="kind"),
)
DECLARED_TABLES = tuple(map(table_of, DECLARED.values()))
