"""The bureau itself, its people, its regulated objects, and dated changes of what stands about them."""

from fadu.core.workbook.schema import (
    Column,
    Kind,
    Sheet,
    choice,
    code,
    day,
    key,
    number,
    reference,
    text,
    yes_no,
)

UNIT = Sheet(
    "单位", "officers", "单位信息",
    (key("项目", "item", Kind.TEXT), Column("值", "value", Kind.CODE)),
    title="value",
)

# What 单位 must and may say. Items beyond these are kept as notes.
UNIT_REQUIRED = ("格式版本", "名称", "简称", "行政区划代码", "文号机关代字")
UNIT_OPTIONAL = ("上级单位", "主要负责人工号", "地址", "电话")
FORMAT_VERSION = "1"

PEOPLE = Sheet(
    "人员", "officers", "人员",
    (
        key("工号"),
        Column("姓名", "name", required=True),
        text("股室", "section"),
        text("职务", "post"),
        yes_no("执法人员(是/否)", "is_officer", required=True),
        code("执法证号", "certificate"),
        day("执法证有效期起", "certificate_from"),
        day("执法证有效期至", "certificate_until"),
        yes_no("法制审核人员(是/否)", "is_reviewer", required=True),
        day("首次从事法制审核日期", "first_reviewed_on"),
        code("法律职业资格证号", "legal_qualification"),
        day("入职日期", "joined_on"),
        day("离职日期", "left_on"),
    ),
    title="name",
    orders=(("certificate_from", "certificate_until"), ("joined_on", "left_on")),
)

FACILITIES = Sheet(
    "监管对象", "facilities", "监管对象",
    (
        key("对象编号"),
        code("统一社会信用代码", "credit_code", check="credit_code"),
        Column("名称", "name", required=True),
        choice("类别", "category", "重点排污单位", "特殊监管单位", "一般排污单位", "其他", required=True),
        text("乡镇", "township"),
        text("地址", "address"),
        text("行业", "industry"),
        choice("排污许可管理类别", "permit_class", "重点管理", "简化管理", "登记管理"),
        code("排污许可证编号", "permit"),
        yes_no("纳入随机抽查(是/否)", "in_pool", required=True),
        yes_no("自动监控联网(是/否)", "is_monitored"),
        yes_no("监督执法正面清单(是/否)", "on_positive_list"),
        day("正面清单列入日期", "listed_on"),
        day("正面清单移出日期", "delisted_on"),
        text("环境信用等级", "credit_grade"),
        text("风险等级", "risk_grade"),
        number("经度", "longitude", Kind.DECIMAL, low=-180, high=180),
        number("纬度", "latitude", Kind.DECIMAL, low=-90, high=90),
        day("登记日期", "registered_on"),
        day("注销日期", "cancelled_on"),
    ),
    title="name",
    day="registered_on",
    listed=("name", "credit_code", "category", "township", "in_pool", "is_monitored", "on_positive_list", "credit_grade"),
    orders=(("listed_on", "delisted_on"), ("registered_on", "cancelled_on")),
)

CHANGES = Sheet(
    "变更", "record", "变更",
    (
        key("编号"),
        choice("对象类型", "target_kind", "人员", "监管对象", "设备", required=True),
        Column("对象编号", "target", Kind.CODE, required=True),
        Column("项目", "item", required=True),
        Column("新值", "value", Kind.CODE, required=True),
        day("自", "since", required=True),
    ),
    title="item",
    day="since",
)

# The sheet whose rows a change of that kind is about; a device is named by its MN, the first column of the key.
CHANGE_TARGETS = {"人员": "人员", "监管对象": "监管对象", "设备": "自动监控"}

MONITORS = Sheet(
    "自动监控", "telemetry", "监控因子",
    (
        key("设备编号MN", "mn", check="mn"),
        reference("对象编号", "facility", "监管对象", required=True),
        Column("排口名称", "outlet", required=True),
        choice("排口类型", "outlet_kind", "废水", "废气", required=True),
        key("因子编码", "factor"),
        text("因子名称", "factor_name"),
        Column("标准限值", "limit", Kind.TEXT, required=True),  # a limit may be a range, such as pH 6-9
        Column("单位", "unit", required=True),
        key("启用日期", "started_on", Kind.DATE),
        day("停用日期", "stopped_on"),
    ),
    title="factor_name",
    day="started_on",
    orders=(("started_on", "stopped_on"),),
)

SHEETS = (UNIT, PEOPLE, FACILITIES, CHANGES, MONITORS)
