"""What was published before, during and after enforcement, and when."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "publication", "执法公示",
    choice("环节", "stage", "事前", "事中", "事后", required=True),
    choice("类型", "category", "行政处罚", "行政许可", "行政检查", "行政强制", "执法主体和人员", "其他", required=True),
    text("事项", "matter", required=True),
    reference("案号", "case", "案件"),
    reference("许可编号", "permit", "行政许可"),
    day("决定日期", "decided_on"),
    day("公示日期", "published_on", required=True),
    text("链接", "link"),
    day="published_on", title="matter", heading="政务公开", keeper="法规股", evidence="公示页面",
    orders=(("decided_on", "published_on"),),
    measures=(
        count("count", "执法信息公示", "条"),
        count("after", "事后公示", "条", stage="事后"),
        count("before", "事前公示", "条", stage="事前"),
        count("penalties", "处罚信息公示", "条", category="行政处罚"),
    ),
)
