"""Which list and which entry a project was exempted, promised or approved under, and the kind of document that sets its limit."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text

# Days of hearings, expert reviews and technical assessment don't count into the limit (《行政许可法》第四十五条).
REGISTER = register(
    "eia_ground", "环评适用依据",
    choice("适用清单", "category", "豁免清单", "告知承诺清单", "分类管理名录", required=True),
    reference("环评编号", "approval", "环评审批", required=True),
    day("登记日期", "noted_on", required=True),
    choice("文件类别", "document_kind", "报告书", "报告表", "登记表", "免予办理", required=True),
    text("适用条款", "cited", required=True),
    number("不计入期限天数", "outside_days", Kind.INTEGER),
    day="noted_on", title="approval", heading="环评审批", keeper="审批股", evidence="清单和受理通知书",
    measures=(
        count("count", "环评适用依据登记", "个"),
        count("exempt", "适用豁免清单的项目", "个", category="豁免清单"),
        count("promised", "适用告知承诺清单的项目", "个", category="告知承诺清单"),
        kinds("entries", "适用过的清单条款", "条", "cited"),
    ),
)
