"""Exams and who sat them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Exam(models.Model):
    """An exam. `paper` is the file of core.learning.papers: questions, seed and bank list; whoever may read this row knows the paper."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField("编号", max_length=20, unique=True)
    title = models.CharField("名称", max_length=80)
    programme = models.CharField("项目", max_length=120)
    category = models.CharField("类型", max_length=20)
    group = models.CharField("应考人员", max_length=12)
    opens_at = models.DateTimeField("开始")
    closes_at = models.DateTimeField("截止")
    minutes = models.PositiveSmallIntegerField("时长")
    pass_mark = models.PositiveSmallIntegerField("合格分")
    total = models.PositiveSmallIntegerField("满分")
    hours = models.DecimalField("学时", max_digits=8, decimal_places=2, null=True)
    paper = models.TextField("试卷")
    bank_digest = models.CharField("题库摘要", max_length=64)
    paper_digest = models.CharField("试卷摘要", max_length=64)
    set_by = models.CharField("组织人", max_length=100)
    set_at = models.DateTimeField("组织时间")
    cancelled_at = models.DateTimeField("取消时间", null=True)
    closed_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        ordering = ["-opens_at", "-number"]


class Sitting(models.Model):
    """One person's sitting. `answers` are drafts until it is handed in; then they are what the act's digest covers."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="sittings")
    person = models.ForeignKey("officers.Person", models.PROTECT, related_name="+", verbose_name="人员")
    began_at = models.DateTimeField("开始作答")
    due_at = models.DateTimeField("应交卷")
    answers = models.JSONField("答案", default=dict)
    saved_at = models.DateTimeField("最近保存", null=True)
    handed_in_at = models.DateTimeField("交卷", null=True)
    ran_out = models.BooleanField("时间到", default=False)
    score = models.PositiveSmallIntegerField("成绩", null=True)
    passed = models.BooleanField("合格", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exam", "person"], name="one_sitting_a_person_and_exam")]
        ordering = ["pk"]
