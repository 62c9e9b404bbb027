"""Faults in enforcement and who answered for them, of which there may be none."""

from fadu.core.registers.declaration import ANY, count, register
from fadu.core.workbook.schema import day, reference, text, yes_no

REGISTER = register(
    "fault", "执法过错",
    day("日期", "found_on", required=True),
    text("过错", "content", required=True),
    reference("责任人工号", "person", "人员"),
    reference("信访编号", "complaint", "信访"),
    reference("案号", "case", "案件"),
    yes_no("追责(是/否)", "punished"),
    text("处理", "handling"),
    day="found_on", title="content", heading="监督问责", keeper="法规股", evidence="认定材料",
    zero="执法过错追责",
    measures=(
        count("count", "执法过错", "件"),
        count("complaints", "信访办理中的执法过错", "件", complaint=ANY),
        count("punished", "执法过错已追责", "件", punished=True),
    ),
)
