"""Complaints. Nothing here says who complained: that belongs in the vault."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Complaint(SealedRow):
    """信访: what was reported, through which channel, and when it was closed and answered."""

    number = models.CharField("编号", max_length=60, unique=True)
    channel = models.CharField("渠道", max_length=20)
    received_on = models.DateField("受理日期", db_index=True)
    element = models.CharField("要素", max_length=10, blank=True)
    target = models.CharField("被反映对象", max_length=200, blank=True)
    facility = models.ForeignKey("facilities.Facility", models.PROTECT, null=True, related_name="+", verbose_name="对象")
    summary = models.TextField("内容摘要", blank=True)
    is_named = models.BooleanField("实名", null=True)
    handler = models.ForeignKey("officers.Person", models.PROTECT, null=True, related_name="+", verbose_name="承办人")
    closed_on = models.DateField("办结日期", null=True)
    answered_on = models.DateField("答复日期", null=True)
    is_repeat = models.BooleanField("重复信访")
    is_leapfrog = models.BooleanField("越级信访")
    satisfaction = models.CharField("满意度", max_length=40, blank=True)
