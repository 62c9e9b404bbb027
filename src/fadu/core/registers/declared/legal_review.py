"""Each opinion of legal review: what was agreed to and what was sent back (《行政处罚法》第五十八条)."""

from fadu.core.registers.declaration import count, kinds, rate, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "legal_review", "法制审核意见",
    reference("案号", "case", "案件"),
    text("决定事项", "matter", required=True),
    day("送审日期", "sent_on"),
    day("审核日期", "reviewed_on", required=True),
    reference("审核人工号", "person", "人员", required=True),
    choice("意见", "opinion_kind", "同意", "退回", "建议修改", required=True),
    text("意见内容", "opinion"),
    day="reviewed_on", title="matter", heading="行政处罚", keeper="法规股", evidence="审核意见书",
    orders=(("sent_on", "reviewed_on"),),
    measures=(
        count("count", "重大执法决定法制审核", "件次"),
        count("agreed", "法制审核同意", "件次", opinion_kind="同意"),
        count("returned", "法制审核退回和建议修改", "件次", opinion_kind=("退回", "建议修改")),
        rate("agreed_rate", "法制审核同意率", "agreed"),
        kinds("cases", "经法制审核的案件", "件", "case"),
    ),
)
