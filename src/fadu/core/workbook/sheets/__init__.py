"""The sheets of the ledger workbook, format 1, in the order in which rows must be taken in (references point up)."""

from fadu.core.workbook.schema import Sheet
from fadu.core.workbook.sheets import bureau, enforcement, registers

SHEETS: tuple[Sheet, ...] = (*bureau.SHEETS, *enforcement.SHEETS, *registers.SHEETS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

# The order in which a bureau reads them, and in which they are written out.
WRITTEN_ORDER = (
    "单位", "人员", "监管对象", "变更", "检查", "案件", "案审会", "配套措施", "移送", "复议诉讼", "损害赔偿", "信访",
    "环评审批", "普法活动", "学习考试", "会议学习", "负责人履职", "专项整治", "环境质量", "考核排名", "自动监控", "零报告",
)
