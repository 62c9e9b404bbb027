"""What was brought in and when, and the sheets nobody here understands (kept, so that they go out again)."""

from __future__ import annotations

from django.db import models


class Import(models.Model):
    """One workbook brought to the door: looked at, then taken in, or not; taken back perhaps."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待核对"
        READING = "reading", "正在核对"
        PREVIEWED = "previewed", "待确认"
        IMPORTING = "importing", "正在导入"
        IMPORTED = "imported", "已导入"
        UNCHANGED = "unchanged", "没有变化"
        FAILED = "failed", "未能导入"
        DISCARDED = "discarded", "已放弃"
        UNDONE = "undone", "已撤回"

    batch = models.CharField("批次", max_length=36, unique=True)
    file_name = models.CharField("文件名", max_length=255)
    file_digest = models.CharField("文件摘要", max_length=64)
    size = models.BigIntegerField("字节数")
    brought_by = models.CharField("经办人", max_length=100)
    brought_at = models.DateTimeField("上传时间")
    settled_at = models.DateTimeField("办结时间", null=True)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    preview = models.JSONField("核对结果", default=dict)  # Plan.report(): counts, refusals, findings, notes
    message = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["-brought_at"]


class NoteSheet(models.Model):
    """A sheet of a workbook that Fadu has no register for."""

    name = models.CharField("表名", max_length=60, unique=True)
    rows = models.JSONField("内容")
    batch = models.CharField("批次", max_length=36)
