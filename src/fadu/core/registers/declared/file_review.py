"""Case files reviewed, with marks."""

from fadu.core.registers.declaration import count, rate, register
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text

REGISTER = register(
    "file_review", "案卷评查",
    day("日期", "reviewed_on", required=True),
    text("组织单位", "organiser", required=True),
    reference("案号", "case", "案件"),
    number("得分", "marks", Kind.DECIMAL),
    choice("等级", "grade", "优秀", "合格", "不合格"),
    number("问题数", "problems", Kind.INTEGER),
    day="reviewed_on", title="organiser", heading="执法力量", keeper="法规股", evidence="评查表",
    measures=(
        count("count", "案卷评查", "份"),
        count("excellent", "优秀案卷", "份", grade="优秀"),
        rate("excellent_rate", "优秀案卷率", "excellent"),
    ),
)
