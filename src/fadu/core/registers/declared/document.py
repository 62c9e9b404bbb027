"""Documents issued, by kind and number."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "document", "执法文书",
    choice(
        "种类",
        "category",
        "责令改正决定书", "事先（听证）告知书", "处罚决定书", "不予处罚决定书",
        "查封扣押决定书", "催告书", "移送书", "现场检查笔录", "调查询问笔录", "其他",
        required=True,
    ),
    text("文号", "document", required=True),
    reference("案号", "case", "案件"),
    day("制作日期", "made_on", required=True),
    day("送达日期", "served_on"),
    day="made_on", title="document", heading="行政处罚", keeper="执法大队", evidence="文书正本、送达回证",
    orders=(("made_on", "served_on"),),
    measures=(
        count("count", "执法文书", "份"),
        count("notices", "事先（听证）告知书", "份", category="事先（听证）告知书"),
        count("orders", "责令改正决定书", "份", category="责令改正决定书"),
        count("penalties", "处罚决定书", "份", category="处罚决定书"),
        count("records", "检查和询问笔录", "份", category=("现场检查笔录", "调查询问笔录")),
    ),
)
