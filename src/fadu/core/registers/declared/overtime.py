"""Work at weekends and after hours."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, references, text, yes_no

REGISTER = register(
    "overtime", "加班登记",
    day("日期", "worked_on", required=True),
    references("人员工号", "people", "人员", required=True, at_least=1),
    text("事项", "content", required=True),
    number("合计小时", "hours", Kind.DECIMAL, required=True),
    yes_no("周末(是/否)", "weekend"),
    day="worked_on", title="content", heading="执法力量", keeper="办公室", evidence="考勤记录",
    measures=(
        count("count", "加班", "次"),
        count("weekend", "周末加班", "次", weekend=True),
        total("hours", "加班时长", "小时", "hours"),
    ),
)
