"""环评 approvals, commitments, exemptions and registrations."""

from __future__ import annotations

from django.db import models

from fadu.apps.record.sealed import SealedRow


class Approval(SealedRow):
    """环评审批: one project and how it was dealt with."""

    number = models.CharField("编号", max_length=60, unique=True)
    project = models.CharField("项目名称", max_length=300)
    developer = models.CharField("建设单位", max_length=200, blank=True)
    industry = models.CharField("行业类别", max_length=120, blank=True)
    mode = models.CharField("办理方式", max_length=20)
    accepted_on = models.DateField("受理日期", null=True, db_index=True)
    closed_on = models.DateField("办结日期", null=True, db_index=True)
