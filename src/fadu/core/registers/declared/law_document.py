"""Plans, lists and rules of the bureau on law-based government."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "law_document", "法治文件",
    choice("类型", "category", "规划", "年度计划", "普法责任清单", "应知应会清单", "年度报告", "制度机制", "实施方案", "其他", required=True),
    text("名称", "title", required=True),
    text("文号", "document"),
    day("印发日期", "issued_on", required=True),
    day="issued_on", title="title", heading="制度建设", keeper="法规股", evidence="文件正本",
    measures=(
        count("count", "印发法治文件", "份"),
        count("rules", "制定制度机制", "个", category="制度机制"),
        count("plans", "制定规划和年度计划", "份", category=("规划", "年度计划")),
        count("lists", "印发普法责任和应知应会清单", "份", category=("普法责任清单", "应知应会清单")),
        count("reports", "报送公开年度报告", "份", category="年度报告"),
    ),
)
