"""Penalty cases and what hangs on them: committee meetings, measures, transfers, appeals."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


def _person(label: str, *, null: bool = True) -> models.ForeignKey[object, object]:
    return models.ForeignKey("officers.Person", models.PROTECT, null=null, related_name="+", verbose_name=label)


def _case() -> models.ForeignKey[object, object]:
    return models.ForeignKey("cases.Case", models.PROTECT, related_name="+", verbose_name="案件")


class CommitteeMeeting(SealedRow):
    """案审会: a meeting of the case review committee and the cases on its agenda."""

    number = models.CharField("会议编号", max_length=60, unique=True)
    held_on = models.DateField("日期", db_index=True)
    chair = _person("主持人")
    attendance = models.PositiveIntegerField("参会人数")
    agenda = models.ManyToManyField("cases.Case", related_name="+", verbose_name="议题")


class Case(SealedRow):
    """案件: an administrative penalty case from filing to closing, at workbook grain (dates of its steps)."""

    number = models.CharField("案号", max_length=80, unique=True)
    cause = models.CharField("案由", max_length=200)
    violation = models.CharField("违法行为代码", max_length=100, blank=True)
    facility = models.ForeignKey("facilities.Facility", models.PROTECT, null=True, related_name="+", verbose_name="对象")
    party = models.CharField("当事人名称", max_length=200)
    party_kind = models.CharField("当事人类型", max_length=10)
    source = models.CharField("案件来源", max_length=20, blank=True)
    source_inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, null=True, related_name="+", verbose_name="来源检查")
    source_complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, null=True, related_name="+", verbose_name="来源信访")
    conduct_from = models.DateField("违法行为开始日期", null=True)
    conduct_until = models.DateField("违法行为终了日期", null=True)
    filed_on = models.DateField("立案日期", db_index=True)
    authority = models.CharField("决定机关", max_length=120, blank=True)
    lead_officer = _person("主办人", null=False)
    second_officer = _person("协办人", null=False)
    order_number = models.CharField("责令改正文号", max_length=80, blank=True)
    order_served_on = models.DateField("责令改正送达日期", null=True)
    investigated_on = models.DateField("调查终结日期", null=True)
    notice_number = models.CharField("事先告知书文号", max_length=80, blank=True)
    notice_served_on = models.DateField("事先告知书送达日期", null=True)
    statement_made = models.BooleanField("陈述申辩", null=True)
    hearing_held = models.BooleanField("听证", null=True)
    reviewed_on = models.DateField("法制审核日期", null=True)
    reviewer = _person("法制审核人")
    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, null=True, related_name="+", verbose_name="集体讨论会议")
    extended_on = models.DateField("延期批准日期", null=True)
    outcome = models.CharField("处理结果", max_length=20)
    no_penalty_ground = models.CharField("不予处罚情形", max_length=200, blank=True)
    decider = _person("决定人")
    decision_number = models.CharField("决定书文号", max_length=80, blank=True)
    decided_on = models.DateField("决定日期", null=True, db_index=True)
    service_method = models.CharField("送达方式", max_length=40, blank=True)
    decision_served_on = models.DateField("决定书送达日期", null=True)
    penalty_kinds = models.CharField("处罚种类", max_length=120, blank=True)
    fine = models.DecimalField("罚款金额", max_digits=14, decimal_places=2, null=True)
    urged_on = models.DateField("催告日期", null=True)
    paid_on = models.DateField("缴款日期", null=True)
    published_on = models.DateField("公示日期", null=True)
    closed_on = models.DateField("结案日期", null=True)


class Matter(models.Model):
    """事项: a matter under a declared procedure. The row is the fold of its sealed acts, kept so that lists can be asked; `fadu verify` folds
    anew and compares. `case` is the row at workbook grain, once filed; a parallel track hangs on the matter `parent`."""

    uid = models.UUIDField(unique=True, editable=False)
    number = models.CharField("编号", max_length=80, unique=True)
    procedure = models.CharField("程序", max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="tracks", verbose_name="所属事项")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="matters", verbose_name="案件")
    title = models.CharField("案由", max_length=200)
    party = models.CharField("当事人名称", max_length=200)
    lead = models.CharField("主办人工号", max_length=40, blank=True, db_index=True)
    opened_on = models.DateField("开始日期")
    stage = models.CharField("阶段", max_length=10, db_index=True)
    ended = models.BooleanField("已终结", default=False)
    last_on = models.DateField("最近一步的日期")
    due_on = models.DateField("最近的期限", null=True)
    due_rule = models.CharField("期限", max_length=20, blank=True)
    statute = models.CharField("适用的法律", max_length=120, blank=True)
    facts = models.JSONField("事实", default=dict)
    file = models.JSONField("案卷", default=dict)
    seen = models.BigIntegerField("最近一次封存")  # index of the latest act: who saw an older one does not act on this one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], condition=models.Q(procedure="penalty"), name="one_matter_a_case")]
        indexes = [
            models.Index(fields=["ended", "due_on"], name="matter_by_limit"), models.Index(fields=["opened_on", "id"], name="matter_by_day"),
            models.Index(fields=["statute", "opened_on", "id"], name="matter_by_statute"),
        ]


class Measure(SealedRow):
    """配套措施: daily fines, sealing, limits and stops of production in a case."""

    number = models.CharField("编号", max_length=60, unique=True)
    case = _case()
    measure = models.CharField("措施", max_length=20)
    decided_on = models.DateField("决定日期", db_index=True)
    lifted_on = models.DateField("解除日期", null=True)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, null=True)


class Transfer(SealedRow):
    """移送: to the police, to the court for enforcement, to another body."""

    number = models.CharField("编号", max_length=60, unique=True)
    case = _case()
    category = models.CharField("类型", max_length=20)
    transferred_on = models.DateField("移送日期", db_index=True)
    receiver = models.CharField("接收机关", max_length=120)
    receipt_on = models.DateField("回执日期", null=True)
    result = models.CharField("结果", max_length=200, blank=True)


class Appeal(SealedRow):
    """复议诉讼: reconsideration or litigation over a case."""

    number = models.CharField("编号", max_length=60, unique=True)
    case = _case()
    category = models.CharField("类型", max_length=20)
    accepted_on = models.DateField("受理日期", db_index=True)
    forum = models.CharField("受理机关", max_length=120, blank=True)
    result = models.CharField("结果", max_length=200, blank=True)
    resulted_on = models.DateField("结果日期", null=True)


class Form(models.Model):
    """The bureau's own template of a document, in use from a day on: the lines that were read out of its DOCX, never the file itself."""

    uid = models.UUIDField(unique=True, editable=False)
    kind = models.PositiveSmallIntegerField("文书")
    since = models.DateField("启用日期")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    lines = models.JSONField("内容", default=list)
    withdrawn = models.BooleanField("停用", default=False)
    seen = models.BigIntegerField("最近一次封存")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "since"], condition=models.Q(withdrawn=False), name="one_form_a_kind_and_day"),
        ]


class Document(models.Model):
    """文书: a draft (what people wrote so far, no act), an issued document frozen with its number, or a number that was voided.

    `content` is all that an issued document says, `digest` its SHA-256; `pdf` the digest of the file in the store. `copies` are those that
    came back signed. `matter` is empty for a number that no document bears.
    """

    uid = models.UUIDField(unique=True, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="documents", verbose_name="事项")
    kind = models.PositiveSmallIntegerField("文书")
    status = models.CharField("状态", max_length=10)  # draft | issued | void
    written = models.JSONField("填写的内容", default=dict)
    number = models.CharField("文号", max_length=120, blank=True, db_index=True)
    organ = models.CharField("机关", max_length=200, blank=True)
    prefix = models.CharField("代字", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("年度", default=0)
    serial = models.PositiveIntegerField("序号", null=True)
    issued_on = models.DateField("成文日期", null=True, db_index=True)
    content = models.JSONField("内容", default=dict)
    digest = models.CharField("内容摘要", max_length=64, blank=True, db_index=True)
    pdf = models.CharField("文件摘要", max_length=64, blank=True, db_index=True)
    pages = models.PositiveSmallIntegerField("页数", default=0)
    form = models.ForeignKey(Form, models.PROTECT, null=True, related_name="+", verbose_name="模板")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections", verbose_name="补正的文书")
    reason = models.CharField("作废理由", max_length=500, blank=True)
    copies = models.JSONField("签收件", default=list)
    seen = models.BigIntegerField("最近一次封存", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year", "serial"], condition=models.Q(serial__isnull=False), name="a_number_once"),
            models.UniqueConstraint(fields=["matter", "kind"], condition=models.Q(status="draft"), name="one_draft_a_kind"),
            models.CheckConstraint(condition=models.Q(status__in=["draft", "issued", "void"]), name="document_status"),
        ]
