"""Study and examination records, one a person and sitting."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class StudyRecord(SealedRow):
    """学习考试: that a person studied, sat, passed, with how many hours."""

    number = models.CharField("编号", max_length=60, unique=True)
    programme = models.CharField("项目", max_length=120)
    category = models.CharField("类型", max_length=20)
    held_on = models.DateField("日期", db_index=True)
    person = models.ForeignKey("officers.Person", models.PROTECT, related_name="+", verbose_name="人员")
    name = models.CharField("姓名", max_length=80, blank=True)
    studied = models.BooleanField("参学", null=True)
    sat = models.BooleanField("参考", null=True)
    score = models.DecimalField("成绩", max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField("合格", null=True)
    hours = models.DecimalField("学时", max_digits=8, decimal_places=2, null=True)
