"""What inspectors of upper levels found and handed over, and how far it is."""

from fadu.core.registers.declaration import Deadline, count, rate, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "rectification", "督察整改",
    choice("来源", "source", "中央督察", "省级督察", "市级交办", "审计", "其他", required=True),
    text("问题", "content", required=True),
    day("交办日期", "given_on", required=True),
    day("完成时限", "due_on"),
    day("完成日期", "done_on"),
    choice("状态", "state", "已完成", "达到序时进度", "未到期", "超期"),
    day="given_on", title="content", heading="监督问责", keeper="督察办", evidence="整改方案、销号材料",
    deadline=Deadline("完成时限", "due_on", "done_on"),
    measures=(
        count("count", "督察交办问题", "个"),
        count("done", "督察问题已整改", "个", state="已完成"),
        count("on_track", "督察问题达到序时进度", "个", state="达到序时进度"),
        rate("done_rate", "督察整改完成率", "done"),
    ),
)
