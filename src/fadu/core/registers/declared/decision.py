"""Matters decided together (三重一大), with the review of their lawfulness."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text, yes_no

REGISTER = register(
    "decision", "重大决策",
    choice("类型", "category", "重大决策", "重要人事", "重大项目", "大额资金", required=True),
    day("日期", "decided_on", required=True),
    text("议题", "topic", required=True),
    reference("会议编号", "meeting", "会议学习"),
    reference("案号", "case", "案件"),
    yes_no("合法性审查(是/否)", "reviewed"),
    number("应到人数", "members", Kind.INTEGER),
    number("同意票数", "ayes", Kind.INTEGER),
    text("结果", "result"),
    day="decided_on", title="topic", heading="组织领导", keeper="办公室", evidence="会议纪要、表决记录、审查意见",
    measures=(
        count("count", "三重一大集体决策", "件"),
        count("reviewed", "经合法性审查的决策", "件", reviewed=True),
        kinds("cases", "提交会议讨论决定的案件", "件", "case"),
        count("major", "重大行政决策", "件", category="重大决策"),
    ),
)
