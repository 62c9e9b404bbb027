"""Permits other than assessments of projects."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "permit", "行政许可",
    choice("事项", "matter", "排污许可", "危险废物经营", "辐射安全", "入河排污口", "其他", required=True),
    text("申请人", "applicant", required=True),
    day("受理日期", "received_on", required=True),
    day("决定日期", "decided_on"),
    choice("决定", "decision", "准予", "不予", "撤回"),
    text("许可证编号", "permit"),
    day="received_on", title="applicant", heading="环评审批", keeper="审批股", evidence="申请材料、决定书",
    orders=(("received_on", "decided_on"),),
    measures=(
        count("count", "行政许可受理", "件"),
        count("granted", "准予行政许可", "件", decision="准予"),
        count("refused", "不予行政许可", "件", decision="不予"),
    ),
)
