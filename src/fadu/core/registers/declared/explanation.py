"""Written explanations by firms of anomalies in their data."""

from fadu.core.registers.declaration import ANY, count, rate, register
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "explanation", "异常说明",
    reference("对象编号", "facility", "监管对象", required=True),
    day("异常日期", "happened_on", required=True),
    text("异常", "content", required=True),
    day("说明日期", "explained_on"),
    day("整改日期", "mended_on"),
    day="happened_on", title="facility", heading="非现场监管", keeper="监控中心", evidence="企业书面说明",
    orders=(("happened_on", "explained_on"), ("happened_on", "mended_on")),
    measures=(
        count("count", "数据异常", "起"),
        count("explained", "企业书面说明", "起", explained_on=ANY),
        count("mended", "数据异常已整改", "起", mended_on=ANY),
        rate("mended_rate", "数据异常整改率", "mended"),
    ),
)
