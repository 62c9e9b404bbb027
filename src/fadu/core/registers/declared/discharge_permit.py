"""Discharge permits and registrations that an object holds, each with its validity."""

from fadu.core.registers.declaration import Deadline, count, register, standing
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "discharge_permit", "排污许可证",
    reference("对象编号", "facility", "监管对象", required=True),
    text("许可证编号", "code", required=True),
    choice("管理类别", "permit_class", "重点管理", "简化管理", "登记管理", required=True),
    text("发证机关", "issuer"),
    day("有效期起", "valid_from", required=True),
    day("有效期至", "valid_until", required=True),
    day("延续申请日期", "renewal_on"),
    day="valid_from", title="code", heading="监管对象", keeper="审批股", evidence="许可证正副本、登记回执",
    until="valid_until", inside=True,
    # 《排污许可管理条例》第十四条: renewal is asked for sixty days before the end.
    deadline=Deadline("申请延续排污许可", "valid_until", "renewal_on", before=30, lead=60),
    measures=(
        count("count", "新发排污许可证", "件"),
        standing("standing", "有效的排污许可证和登记", "件"),
        standing("key", "有效的重点管理排污许可证", "件", permit_class="重点管理"),
        standing("simple", "有效的简化管理排污许可证", "件", permit_class="简化管理"),
    ),
)
