"""Which texts, pictures and films record an act of enforcement, and where they lie."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "recording", "全过程记录",
    choice("形式", "form", "文字", "照片", "录音录像", required=True),
    day("日期", "recorded_on", required=True),
    reference("案号", "case", "案件"),
    reference("检查编号", "inspection", "检查"),
    text("内容", "content", required=True),
    text("存放位置", "place"),
    text("文件摘要(SHA-256)", "digest"),
    day="recorded_on", title="content", heading="执法检查", keeper="执法大队", evidence="原始载体",
    measures=(
        count("count", "执法全过程记录", "件"),
        count("films", "执法音像记录", "件", form=("照片", "录音录像")),
        kinds("cases", "有全过程记录的案件", "件", "case"),
    ),
)
