"""Cases dealt with more leniently than the standard says: by which clause, and by how much (《行政处罚法》第三十二条、第三十三条)."""

from fadu.core.registers.declaration import count, difference, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text

REGISTER = register(
    "leniency", "从轻减轻",
    choice("情形", "category", "首违不罚", "轻微不罚", "没有主观过错", "从轻", "减轻", required=True),
    reference("案号", "case", "案件", required=True),
    day("决定日期", "decided_on", required=True),
    text("适用条款", "cited", required=True),
    number("裁量基准金额(元)", "standard", Kind.MONEY, required=True),
    number("实际罚款(元)", "fine", Kind.MONEY, required=True),
    text("教育整改", "education"),
    day="decided_on", title="case", heading="行政处罚", keeper="法规股", evidence="决定书、裁量计算和集体讨论记录",
    measures=(
        count("count", "从轻、减轻和不予处罚登记", "件"),
        count("first", "首违不罚", "件", category="首违不罚"),
        count("lighter", "从轻减轻处罚", "件", category=("从轻", "减轻")),
        total("standard", "从宽案件裁量基准金额", "元", "standard"),
        total("fine", "从宽案件实际罚款", "元", "fine"),
        difference("spared", "从宽案件少罚金额", "元", "standard", "fine"),
    ),
)
