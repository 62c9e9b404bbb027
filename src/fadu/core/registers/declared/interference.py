"""Attempts to interfere in cases (三个规定), of which there may be none."""

from fadu.core.registers.declaration import count, register
from fadu.core.registers.rhythm import zero_report
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "interference", "干预记录",
    day("日期", "happened_on", required=True),
    reference("记录人工号", "person", "人员", required=True),
    text("情形", "content", required=True),
    reference("案号", "case", "案件"),
    text("干预人身份", "who"),
    text("处理", "handling"),
    day="happened_on", title="content", heading="第一责任人", keeper="法规股", evidence="记录表",
    zero="干预插手案件", rhythm=zero_report("干预插手案件"),
    measures=(
        count("count", "干预插手案件记录", "件"),
    ),
)
