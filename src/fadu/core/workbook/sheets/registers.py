"""Simple registers: a dated fact a row. Also learning, environmental quality and rankings from published notices."""

from fadu.core.workbook.schema import (
    Column,
    Kind,
    Sheet,
    choice,
    day,
    key,
    number,
    reference,
    text,
    yes_no,
)

PUBLICITY = Sheet(
    "普法活动", "registers", "普法活动",
    (
        key("编号"),
        Column("主题", "theme", required=True),
        day("日期", "held_on", required=True),
        text("载体", "medium"),
        text("地点", "place"),
        number("受众人数", "audience", Kind.INTEGER),
        choice("普法对象", "audience_kind", "企业", "学校", "社区", "农村", "机关", "公众"),
    ),
    title="theme",
    day="held_on",
)

LEARNING = Sheet(
    "学习考试", "learning", "学习考试",
    (
        key("编号"),
        Column("项目", "programme", required=True),
        choice("类型", "category", "学法", "考试", "执法资格考试", "培训", required=True),
        day("日期", "held_on", required=True),
        reference("工号", "person", "人员", required=True),
        text("姓名", "name"),
        yes_no("参学(是/否)", "studied"),
        yes_no("参考(是/否)", "sat"),
        number("成绩", "score", Kind.DECIMAL),
        yes_no("合格(是/否)", "passed"),
        number("学时", "hours", Kind.DECIMAL),
    ),
    title="programme",
    day="held_on",
)

MEETINGS = Sheet(
    "会议学习", "registers", "会议学习",
    (
        key("编号"),
        choice("类型", "category", "法治建设领导小组会", "党组会", "局务会", "理论学习中心组学习", "干部职工会", required=True),
        day("日期", "held_on", required=True),
        Column("议题", "topic", required=True),
        reference("主持人工号", "chair", "人员"),
        yes_no("涉法(是/否)", "on_law", required=True),
    ),
    title="topic",
    day="held_on",
)

CHIEF_DUTIES = Sheet(
    "负责人履职", "registers", "负责人履职",
    (
        key("编号"),
        reference("工号", "person", "人员", required=True),
        day("日期", "done_on", required=True),
        choice("职责", "duty", "学法", "讲法", "依法决策", "督促执法", "研究法治工作", "其他", required=True),
        Column("内容", "content", required=True),
        number("学时", "hours", Kind.DECIMAL),
    ),
    title="content",
    day="done_on",
)

CAMPAIGNS = Sheet(
    "专项整治", "registers", "专项整治",
    (
        key("编号"),
        Column("专项名称", "campaign", required=True),
        choice("类型", "category", "建章立制", "为民办实事", "上报问题", "纠正“一刀切”", required=True),
        day("日期", "done_on", required=True),
        Column("内容", "content", required=True),
    ),
    title="content",
    day="done_on",
)

QUALITY = Sheet(
    "环境质量", "ambient", "环境质量",
    (
        key("编号"),
        choice(
            "指标", "indicator",
            "综合指数", "优良天数比例", "PM2.5", "PM10", "SO2", "NO2", "CO-95per", "O3-8h-90per",
            "水环境质量", "重点建设用地安全利用率", "受污染耕地安全利用率",
            required=True,
        ),
        day("时段起", "period_from", required=True),
        day("时段止", "period_to", required=True),
        number("数值", "value", Kind.DECIMAL),
        text("单位", "unit"),
        number("上年同期值", "year_before", Kind.DECIMAL),
        number("全市排名", "city_rank", Kind.INTEGER, low=1),
        number("全省排名", "province_rank", Kind.INTEGER, low=1),
        Column("来源文件", "source", required=True),
    ),
    title="indicator",
    day="period_to",
    orders=(("period_from", "period_to"),),
)

RANKINGS = Sheet(
    "考核排名", "registers", "考核排名",
    (
        key("编号"),
        Column("事项", "matter", required=True),
        day("时段起", "period_from", required=True),
        day("时段止", "period_to", required=True),
        number("全市排名", "city_rank", Kind.INTEGER, low=1),
        number("全省排名", "province_rank", Kind.INTEGER, low=1),
        Column("来源文件", "source", required=True),
    ),
    title="matter",
    day="period_from",
    orders=(("period_from", "period_to"),),
)

ZERO_REPORTS = Sheet(
    "零报告", "registers", "零报告",
    (
        key("编号"),
        Column("事项", "matter", required=True),
        day("时段起", "period_from", required=True),
        day("时段止", "period_to", required=True),
        choice("结果", "result", "无", "有", required=True),
        reference("具报人工号", "person", "人员", required=True),
        day("日期", "reported_on", required=True),
    ),
    title="matter",
    day="reported_on",
    orders=(("period_from", "period_to"),),
)

SHEETS = (PUBLICITY, LEARNING, MEETINGS, CHIEF_DUTIES, CAMPAIGNS, QUALITY, RANKINGS, ZERO_REPORTS)
