"""What members of the leadership did in their double duty (党政同责、一岗双责)."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "leaders_duty", "班子履责",
    reference("工号", "person", "人员", required=True),
    day("日期", "done_on", required=True),
    choice("类型", "category", "分管工作部署", "督促检查", "听取汇报", "述法", "其他", required=True),
    text("内容", "content", required=True),
    day="done_on", title="content", heading="组织领导", keeper="办公室", evidence="分工文件、会议记录",
    measures=(
        count("count", "班子成员履责", "次"),
        count("account_given", "年终述法", "人次", category="述法"),
    ),
)
