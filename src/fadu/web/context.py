"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

import fadu
from fadu.web.policy import POLICIES, ROLES


def shell(request: HttpRequest) -> dict[str, Any]:
    """Who is here, in which office, with which rights (`may.import` …), and the version; `fadu.site.menu` adds menu and bureau."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"version": fadu.__version__, "user_label": "", "user_roles": [], "may": {}}
    return {
        "version": fadu.__version__, "user_label": user.label, "user_roles": [ROLES[role] for role in user.roles],
        "sign_out_url": reverse("officers:sign_out"), "may": {policy.name: policy.allows(user.roles) for policy in POLICIES},
    }
