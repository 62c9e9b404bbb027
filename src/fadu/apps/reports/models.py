"""Drafts of the yearly report with every version of every passage, and what was signed.

A draft is no act until somebody reviews or signs it (ADR 0080); its stage is the fold of its acts and stands in no column.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class ReportDraft(models.Model):
    """A report, or a corrigendum of one, that is being written or was signed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField("编号", max_length=40, unique=True)
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    as_of = models.DateField("统计时点")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrigenda", verbose_name="更正")
    begun_by = models.CharField("起草人", max_length=100)
    begun_at = models.DateTimeField("起草时间")

    class Meta:
        ordering = ["-year", "-pk"]


class Passage(models.Model):
    """One piece of a draft as it reads now: a slot of its head, a heading or a paragraph. Figures are tokens in `text`."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    draft = models.ForeignKey(ReportDraft, models.PROTECT, related_name="passages")
    look = models.CharField("类别", max_length=12)
    text = models.TextField("文字", blank=True)
    place = models.PositiveIntegerField("位置")
    removed = models.BooleanField("已删除", default=False)
    version = models.PositiveIntegerField("版本", default=1)
    edited_by = models.CharField("修改人", max_length=100)
    edited_at = models.DateTimeField("修改时间")

    class Meta:
        ordering = ["place", "pk"]


class PassageVersion(models.Model):
    """What a passage read at one time. Written once: the database refuses to change it, and to remove any but what was saved by itself."""

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField("版本")
    look = models.CharField("类别", max_length=12)
    text = models.TextField("文字", blank=True)
    place = models.PositiveIntegerField("位置")
    removed = models.BooleanField("已删除", default=False)
    by = models.CharField("修改人", max_length=100)
    at = models.DateTimeField("修改时间")
    autosaved = models.BooleanField("自动保存", default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "version"], name="one_version_of_a_passage")]
        ordering = ["version"]


class SignedReport(models.Model):
    """What was signed: text and figures as one canonical JSON, whose digests the act `entry` seals. Written once."""

    draft = models.OneToOneField(ReportDraft, models.PROTECT, related_name="signed")
    content = models.TextField("内容")
    entry = models.BigIntegerField("封存")
    docx = models.CharField("DOCX 摘要", max_length=64)
    pdf = models.CharField("PDF 摘要", max_length=64)


class SignedFigure(models.Model):
    """The rows of a figure of a signed report: canonical JSON of [[index of the latest act, contribution], …] counted, and of the acts
    of rows that decide what is counted. Written once."""

    report = models.ForeignKey(SignedReport, models.PROTECT, related_name="figures")
    figure = models.CharField("指标", max_length=120)
    rows = models.TextField("各行")
    deciding = models.TextField("决定计入的行")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "figure"], name="one_figure_of_a_signed_report")]


class ReturnedFile(models.Model):
    """A Word file that came back with changes and comments; the file itself is evidence of `uid`."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    draft = models.ForeignKey(ReportDraft, models.PROTECT, related_name="returned")
    name = models.CharField("文件", max_length=200)
    entry = models.BigIntegerField("封存")
    brought_by = models.CharField("送回", max_length=100)
    brought_at = models.DateTimeField("送回时间")

    class Meta:
        ordering = ["-pk"]


class SettledChange(models.Model):
    """What was decided on one change or comment of a returned file; the change is known by its digest. Written once."""

    ACCEPTED, REFUSED = "accepted", "refused"
    returned = models.ForeignKey(ReturnedFile, models.PROTECT, related_name="settled")
    identity = models.CharField("改动", max_length=64)
    verdict = models.CharField("处理", max_length=8, choices=[(ACCEPTED, "采纳"), (REFUSED, "不采纳")])
    shown = models.CharField("内容", max_length=400)
    by = models.CharField("处理人", max_length=100)
    at = models.DateTimeField("处理时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["returned", "identity"], name="one_verdict_on_a_change")]
        ordering = ["pk"]
