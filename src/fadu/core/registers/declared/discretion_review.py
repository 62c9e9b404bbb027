"""The review of how a fine was weighed."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text

REGISTER = register(
    "discretion_review", "裁量审核",
    reference("案号", "case", "案件", required=True),
    day("审核日期", "reviewed_on", required=True),
    reference("审核人工号", "person", "人员", required=True),
    text("裁量因素", "factors"),
    text("裁量等次", "grade"),
    text("裁量表", "table"),
    number("裁量结果(元)", "fine", Kind.MONEY),
    choice("意见", "opinion_kind", "同意", "退回", "建议修改", required=True),
    day="reviewed_on", title="case", heading="行政处罚", keeper="法规股", evidence="审核意见书",
    measures=(
        count("count", "裁量合法性审核", "件"),
        count("agreed", "裁量审核同意", "件", opinion_kind="同意"),
        count("returned", "裁量审核退回和修改", "件", opinion_kind=("退回", "建议修改")),
    ),
)
