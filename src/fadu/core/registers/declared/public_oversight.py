"""Opinions, proposals and motions from congress, consultative conference and the public."""

from fadu.core.registers.declaration import ANY, count, rate, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "public_oversight", "监督意见",
    choice("来源", "source", "人大建议", "政协提案", "社会监督", "监督员", "其他", required=True),
    day("日期", "received_on", required=True),
    text("内容", "content", required=True),
    day("办结日期", "closed_on"),
    choice("满意度", "satisfaction", "满意", "基本满意", "不满意"),
    day="received_on", title="content", heading="政务公开", keeper="办公室", evidence="建议提案、答复函",
    orders=(("received_on", "closed_on"),),
    measures=(
        count("count", "监督意见", "件"),
        count("proposals", "人大建议政协提案", "件", source=("人大建议", "政协提案")),
        count("closed", "监督意见已办结", "件", closed_on=ANY),
        rate("closed_rate", "监督意见办结率", "closed"),
    ),
)
