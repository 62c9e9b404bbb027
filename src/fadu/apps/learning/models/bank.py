"""The question bank."""

from __future__ import annotations

from django.db import models


class QuestionIntake(models.Model):
    """A file of questions, taken in as one sealed act."""

    batch = models.CharField("批次", max_length=36, unique=True)
    file_name = models.CharField("文件名", max_length=255)
    file_digest = models.CharField("文件摘要", max_length=64)
    new = models.PositiveIntegerField("新增")
    changed = models.PositiveIntegerField("更新")
    unchanged = models.PositiveIntegerField("相同")
    bank_digest = models.CharField("题库摘要", max_length=64)
    brought_by = models.CharField("经办人", max_length=100)
    brought_at = models.DateTimeField("导入时间")

    class Meta:
        ordering = ["-brought_at"]


class BankQuestion(models.Model):
    """A question as it stands; `content` are the plain values of core.learning.questions.Question."""

    number = models.CharField("题号", max_length=60, unique=True)
    kind = models.CharField("题型", max_length=12)
    content = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=64)
    intake = models.ForeignKey(QuestionIntake, models.PROTECT, related_name="questions")
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering = ["number"]
