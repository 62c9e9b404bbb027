"""Who is away from when to when, and who takes over meanwhile: what cases, the draw and the first page ask."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import choice, day, reference

REGISTER = register(
    "leave", "休假离岗",
    reference("工号", "person", "人员", required=True),
    choice("事由", "ground", "年休假", "病假", "事假", "产假", "婚丧假", "探亲假", "学习", "借调", "出差", "其他", required=True),
    day("起", "since", required=True),
    day("止", "ended_on"),  # blank: the day of return is not known yet
    reference("接手人工号", "stand_in", "人员"),
    day="since", title="person", heading="执法力量", keeper="人事股", evidence="请休假审批单、学习或者借调通知",
    until="ended_on", inside=True,
    measures=(
        count("count", "休假离岗", "人次"),
        standing("standing", "休假离岗人员", "人"),
    ),
)
