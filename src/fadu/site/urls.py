"""All addresses. Each one is bound by `fadu.web.routes.route`, which refuses an address without a policy."""

from django.urls import include, path

urlpatterns = [
    path("", include("fadu.apps.desk.urls")),
    path("", include("fadu.apps.officers.urls")),
    path("ledger/", include("fadu.apps.record.urls")),
    path("registers/", include("fadu.apps.registers.urls")),
    path("cases/", include("fadu.apps.cases.urls")),
    path("exchange/", include("fadu.apps.exchange.urls")),
    path("reports/", include("fadu.apps.reports.urls")),
    path("inspections/", include("fadu.apps.inspections.urls")),
    path("ambient/", include("fadu.apps.ambient.urls")),
    path("approvals/", include("fadu.apps.approvals.urls")),
    path("complaints/", include("fadu.apps.complaints.urls")),
    path("learning/", include("fadu.apps.learning.urls")),
]
handler403 = "fadu.web.errors.forbidden"
handler404 = "fadu.web.errors.not_found"
handler500 = "fadu.web.errors.broken"
