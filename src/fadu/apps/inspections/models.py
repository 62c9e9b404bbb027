"""Inspections: one visit of one object (家次)."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Inspection(SealedRow):
    """检查: who looked at which object on which day, in which draw or joint action, and what came of it."""

    number = models.CharField("检查编号", max_length=60, unique=True)
    inspected_on = models.DateField("日期", db_index=True)
    facility = models.ForeignKey("facilities.Facility", models.PROTECT, related_name="+", verbose_name="对象")
    category = models.CharField("检查类别", max_length=20)
    batch = models.CharField("抽查批次", max_length=80, blank=True)
    joint_number = models.CharField("联合检查编号", max_length=60, blank=True)
    joint_departments = models.CharField("联合部门", max_length=200, blank=True)
    matter = models.CharField("事项", max_length=200, blank=True)
    officers = models.ManyToManyField("officers.Person", related_name="+", verbose_name="执法人员")
    method = models.CharField("检查方式", max_length=10, blank=True)
    found_problem = models.BooleanField("发现问题")
    problem = models.TextField("问题描述", blank=True)
    rectify_by = models.DateField("整改期限", null=True)
    rectified_on = models.DateField("整改完成日期", null=True)
    published_on = models.DateField("结果公示日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["category", "inspected_on"])]
