"""Where the yearly report went: to whom it was handed in, and where it was made public."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import Kind, choice, day, number, text

# Those to whom the 规定 (厅字〔2019〕28号) wants it sent are named as its days name them (core.wording.duties); a test compares.
SENT = ("同级党委", "同级政府", "上一级主管部门", "同级法治督察单位", "同级人大常委会", "其他单位")
PUBLIC = "社会公众"

REGISTER = register(
    "report_sent", "年度报告报送",
    number("报告年度", "year", Kind.INTEGER, required=True),
    choice("对象", "recipient", *SENT, PUBLIC, required=True),
    day("日期", "sent_on", required=True),
    text("收件单位或公开平台", "place"),
    choice("方式", "way", "公文交换", "机要交换", "电子公文系统", "直接送达", "邮寄", "政府网站", "报刊", "新媒体", "本系统公开页面", "其他"),
    text("回执或网址", "receipt"),
    text("报告编号", "report"),
    day="sent_on", title="recipient", heading="政务公开", keeper="法规股", evidence="签收单、回执、网页截图",
    measures=(
        count("count", "年度报告送达和公开", "次"),
        count("published", "公开年度报告", "次", recipient=PUBLIC),
    ),
)
