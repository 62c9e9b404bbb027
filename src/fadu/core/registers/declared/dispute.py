"""Disputes mediated."""

from fadu.core.registers.declaration import count, rate, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "dispute", "纠纷化解",
    day("日期", "received_on", required=True),
    text("纠纷", "content", required=True),
    reference("承办人工号", "person", "人员"),
    day("化解日期", "settled_on"),
    choice("结果", "result", "化解", "引导诉讼", "未化解"),
    day="received_on", title="content", heading="信访", keeper="信访办", evidence="调解书、记录",
    orders=(("received_on", "settled_on"),),
    measures=(
        count("count", "环境矛盾纠纷", "件"),
        count("settled", "化解环境纠纷", "件", result="化解"),
        rate("settled_rate", "环境纠纷化解率", "settled"),
    ),
)
