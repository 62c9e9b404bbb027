"""Inspections, penalty cases and what hangs on a case, complaints, damage compensation, approvals."""

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
    references,
    text,
    yes_no,
)

# Kinds of visits that follow no clue: what a yearly cap counts (国办发〔2024〕54号).
ROUTINE = ("双随机", "专项检查", "日常巡查")

INSPECTIONS = Sheet(
    "检查", "inspections", "检查",
    (
        key("检查编号"),
        day("日期", "inspected_on", required=True),
        reference("对象编号", "facility", "监管对象", required=True),
        choice("检查类别", "category", "双随机", "专项检查", "日常巡查", "信访核查", "自动监控核查", "案件复查", required=True),
        text("抽查批次", "batch"),
        code("联合检查编号", "joint_number"),
        text("联合部门", "joint_departments"),
        text("事项", "matter"),
        references("执法人员工号", "officers", "人员", required=True, at_least=2),
        choice("检查方式", "method", "现场", "非现场"),
        yes_no("发现问题(是/否)", "found_problem", required=True),
        text("问题描述", "problem"),
        day("整改期限", "rectify_by"),
        day("整改完成日期", "rectified_on"),
        day("结果公示日期", "published_on"),
    ),
    title="facility",
    day="inspected_on",
    listed=("inspected_on", "facility", "category", "officers", "found_problem", "problem", "rectified_on", "published_on"),
    orders=(("inspected_on", "rectify_by"), ("inspected_on", "rectified_on"), ("inspected_on", "published_on")),
)

CASES = Sheet(
    "案件", "cases", "案件",
    (
        key("案号"),
        Column("案由", "cause", required=True),
        Column("违法行为代码", "violation", Kind.CODE, check="violation"),
        reference("对象编号", "facility", "监管对象"),
        Column("当事人名称", "party", required=True),
        choice("当事人类型", "party_kind", "单位", "个人", required=True),
        choice("案件来源", "source", "双随机抽查", "专项检查", "日常巡查", "信访举报", "自动监控", "移送", "其他"),
        reference("来源编号", "source_number", "检查", "信访"),
        day("违法行为开始日期", "conduct_from"),
        day("违法行为终了日期", "conduct_until"),
        day("立案日期", "filed_on", required=True),
        text("决定机关", "authority"),
        reference("主办人工号", "lead_officer", "人员", required=True),
        reference("协办人工号", "second_officer", "人员", required=True),
        code("责令改正文号", "order_number"),
        day("责令改正送达日期", "order_served_on"),
        day("调查终结日期", "investigated_on"),
        code("事先告知书文号", "notice_number"),
        day("事先告知书送达日期", "notice_served_on"),
        yes_no("陈述申辩(是/否)", "statement_made"),
        yes_no("听证(是/否)", "hearing_held"),
        day("法制审核日期", "reviewed_on"),
        reference("法制审核人工号", "reviewer", "人员"),
        reference("集体讨论会议编号", "meeting", "案审会"),
        day("延期批准日期", "extended_on"),
        choice("处理结果", "outcome", "处罚", "不予处罚", "撤销立案", "移送", "在办", required=True),
        text("不予处罚情形", "no_penalty_ground"),
        reference("决定人工号", "decider", "人员"),
        code("决定书文号", "decision_number"),
        day("决定日期", "decided_on"),
        text("送达方式", "service_method"),
        day("决定书送达日期", "decision_served_on"),
        text("处罚种类", "penalty_kinds"),
        number("罚款金额(元)", "fine", Kind.MONEY),
        day("催告日期", "urged_on"),
        day("缴款日期", "paid_on"),
        day("公示日期", "published_on"),
        day("结案日期", "closed_on"),
    ),
    title="cause",
    day="filed_on",
    listed=("cause", "party", "source", "filed_on", "outcome", "decided_on", "fine", "closed_on"),
    orders=(
        ("conduct_from", "conduct_until"),
        ("filed_on", "investigated_on"),
        ("filed_on", "notice_served_on"),
        ("filed_on", "decided_on"),
        ("filed_on", "closed_on"),
        ("notice_served_on", "decided_on"),
        ("decided_on", "decision_served_on"),
        ("decided_on", "published_on"),
        ("decided_on", "closed_on"),
        ("decision_served_on", "urged_on"),
        ("decided_on", "paid_on"),
    ),
)

COMMITTEE = Sheet(
    "案审会", "cases", "案审会",
    (
        key("会议编号"),
        day("日期", "held_on", required=True),
        reference("主持人工号", "chair", "人员"),
        number("参会人数", "attendance", Kind.INTEGER, required=True, low=1),
        references("议题案号", "agenda", "案件"),
    ),
    title="number",
    day="held_on",
)

MEASURES = Sheet(
    "配套措施", "cases", "配套措施",
    (
        key("编号"),
        reference("案号", "case", "案件", required=True),
        choice("措施", "measure", "按日连续处罚", "查封扣押", "限制生产", "停产整治", required=True),
        day("决定日期", "decided_on", required=True),
        day("解除日期", "lifted_on"),
        number("金额(元)", "amount", Kind.MONEY),
    ),
    title="measure",
    day="decided_on",
    orders=(("decided_on", "lifted_on"),),
)

TRANSFERS = Sheet(
    "移送", "cases", "移送",
    (
        key("编号"),
        reference("案号", "case", "案件", required=True),
        choice("类型", "category", "行政拘留", "涉嫌犯罪", "申请强制执行", "移送其他机关", required=True),
        day("移送日期", "transferred_on", required=True),
        Column("接收机关", "receiver", required=True),
        day("回执日期", "receipt_on"),
        text("结果", "result"),
    ),
    title="category",
    day="transferred_on",
    orders=(("transferred_on", "receipt_on"),),
)

APPEALS = Sheet(
    "复议诉讼", "cases", "复议诉讼",
    (
        key("编号"),
        reference("案号", "case", "案件", required=True),
        choice("类型", "category", "行政复议", "行政诉讼", required=True),
        day("受理日期", "accepted_on", required=True),
        text("受理机关", "forum"),
        text("结果", "result"),
        day("结果日期", "resulted_on"),
    ),
    title="category",
    day="accepted_on",
    orders=(("accepted_on", "resulted_on"),),
)

DAMAGES = Sheet(
    "损害赔偿", "damages", "损害赔偿",
    (
        key("编号"),
        choice("领域", "domain", "生态环境", "自然资源", "农业农村", "水利", "住建", "城管", "林业", "其他", required=True),
        text("线索来源", "clue"),
        reference("案号", "case", "案件"),
        text("赔偿义务人", "obligor"),
        day("启动日期", "started_on", required=True),
        day("磋商日期", "negotiated_on"),
        number("赔偿金额(元)", "amount", Kind.MONEY),
        day("修复完成日期", "restored_on"),
        day("办结日期", "closed_on"),
    ),
    title="obligor",
    day="started_on",
    orders=(("started_on", "negotiated_on"), ("started_on", "restored_on"), ("started_on", "closed_on")),
)

COMPLAINTS = Sheet(
    "信访", "complaints", "信访",
    (
        key("编号"),
        choice("渠道", "channel", "网络", "微信", "电话", "来信", "来访", "12345转办", required=True),
        day("受理日期", "received_on", required=True),
        choice("要素", "element", "水", "大气", "噪声", "固废", "辐射", "生态", "其他"),
        text("被反映对象", "target"),
        reference("对象编号", "facility", "监管对象"),
        text("内容摘要", "summary"),
        yes_no("实名(是/否)", "is_named"),
        reference("承办人工号", "handler", "人员"),
        day("办结日期", "closed_on"),
        day("答复日期", "answered_on"),
        yes_no("重复信访(是/否)", "is_repeat", required=True),
        yes_no("越级信访(是/否)", "is_leapfrog", required=True),
        text("满意度", "satisfaction"),
    ),
    title="target",
    day="received_on",
    orders=(("received_on", "closed_on"), ("received_on", "answered_on")),
)

APPROVALS = Sheet(
    "环评审批", "approvals", "环评审批",
    (
        key("编号"),
        Column("项目名称", "project", required=True),
        text("建设单位", "developer"),
        text("行业类别", "industry"),
        choice("办理方式", "mode", "审批", "告知承诺", "豁免", "登记表备案", required=True),
        day("受理日期", "accepted_on"),
        day("办结日期", "closed_on"),
    ),
    title="project",
    day="accepted_on",
    orders=(("accepted_on", "closed_on"),),
)

SHEETS = (INSPECTIONS, COMPLAINTS, COMMITTEE, CASES, MEASURES, TRANSFERS, APPEALS, DAMAGES, APPROVALS)
