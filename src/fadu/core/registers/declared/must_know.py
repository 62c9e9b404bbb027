"""What each post must know (应知应会), bound to articles; a list that every department makes and keeps up to date (中办国办 2023)."""

from fadu.core.registers.declaration import count, kinds, register, standing
from fadu.core.workbook.schema import day, text

REGISTER = register(
    "must_know", "应知应会",
    text("岗位", "post", required=True),
    text("应知应会", "content", required=True),
    text("依据条款", "cited", required=True),
    day("列入日期", "since", required=True),
    day("移出日期", "ended_on"),
    text("清单文件", "document"),
    day="since", title="content", heading="学法考法", keeper="法规股", evidence="应知应会清单文件",
    until="ended_on",
    measures=(
        count("count", "应知应会列入事项", "项"),
        standing("standing", "在用应知应会事项", "项"),
        kinds("posts", "列入应知应会的岗位", "个", "post"),
    ),
)
