"""What the bureau demands of its people in a year, and result sheets of other platforms."""

from __future__ import annotations

from django.db import models


class YearDemand(models.Model):
    """One demand of the plan of a year."""

    number = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    group = models.CharField("对象", max_length=12)
    what = models.CharField("事项", max_length=12)
    programme = models.CharField("项目", max_length=120, blank=True)
    amount = models.DecimalField("学时", max_digits=8, decimal_places=2, null=True)
    basis = models.CharField("依据", max_length=200)
    set_by = models.CharField("经办人", max_length=100)
    set_at = models.DateTimeField("时间")
    lifted_at = models.DateTimeField("取消时间", null=True)

    class Meta:
        ordering = ["number"]


class ResultIntake(models.Model):
    """A result sheet, taken in as one act; taken back perhaps."""

    batch = models.CharField("批次", max_length=36, unique=True)
    file_name = models.CharField("文件名", max_length=255)
    file_digest = models.CharField("文件摘要", max_length=64)
    programme = models.CharField("项目", max_length=120)
    held_on = models.DateField("日期")
    rows = models.PositiveIntegerField("行数")
    brought_by = models.CharField("经办人", max_length=100)
    brought_at = models.DateTimeField("导入时间")
    undone_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        ordering = ["-brought_at"]
