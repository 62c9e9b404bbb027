"""The ground for each order to limit or stop production, so that none is given across the board."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "stop_ground", "限停产依据",
    reference("案号", "case", "案件"),
    text("企业", "firm", required=True),
    choice("措施", "measure", "限制生产", "停产整治", "停止建设", required=True),
    day("决定日期", "decided_on", required=True),
    text("法律依据", "basis", required=True),
    text("事实依据", "facts", required=True),
    day="decided_on", title="firm", heading="配套措施", keeper="执法大队", evidence="决定书",
    measures=(
        count("count", "限停产决定依据登记", "件"),
    ),
)
