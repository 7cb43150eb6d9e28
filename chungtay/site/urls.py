"""Every address of the house, room by room. Each needs its row in tests/house/addresses.toml."""

from django.urls import URLPattern, URLResolver, include, path

from chungtay.signin.views import door
from chungtay.site import journal_views, power_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("vao/", views.sign_in, name="sign_in"),
    path("ra/", door.sign_out, name="sign_out"),
    path("chuc-danh/", views.switch_post, name="switch_post"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("tim/", views.search, name="search"),
    path("quyen-han/", power_views.powers, name="powers"),
    path("nhat-ky/", journal_views.journal, name="journal"),
    path("nhat-ky/chung-nhan/", journal_views.proof, name="journal_proof"),
    path("nhat-ky/tep.xlsx", journal_views.sheet, name="journal_sheet"),
    path("nhat-ky/tep.jsonl", journal_views.lines, name="journal_lines"),
    path("", include("chungtay.site.face_urls")),
    path("", include("chungtay.api.urls")),
    path("", include("chungtay.operation.urls")),
    path("", include("chungtay.reports.urls")),
    path("", include("chungtay.openfigures.urls")),
    path("", include("chungtay.gate.urls")),
    path("", include("chungtay.handovers.urls")),
    path("", include("chungtay.overview.urls")),
    path("", include("chungtay.supervision.urls")),
    path("", include("chungtay.areas.urls")),
    path("", include("chungtay.chain.urls")),
    path("", include("chungtay.costing.urls")),
    path("", include("chungtay.following.urls")),
    path("", include("chungtay.assignments.urls")),
    path("", include("chungtay.reminders.urls")),
    path("", include("chungtay.amendments.urls")),
    path("", include("chungtay.cases.urls")),
    path("", include("chungtay.plans.urls")),
    path("", include("chungtay.budgets.urls")),
    path("", include("chungtay.fieldwork.urls")),
    path("", include("chungtay.registers.urls")),
    path("", include("chungtay.people.urls")),
    path("", include("chungtay.tips.urls")),
    path("", include("chungtay.comparisons.urls")),
    path("", include("chungtay.rights.urls")),
    path("", include("chungtay.fhir.urls")),
    path("", include("chungtay.care.urls")),
    path("", include("chungtay.exchange.urls")),
    path("", include("chungtay.indicators.urls")),
    path("", include("chungtay.workbooks.urls")),
    path("", include("chungtay.figures.urls")),
    path("", include("chungtay.catalogue.urls")),
    path("", include("chungtay.documents.urls")),
    path("", include("chungtay.breakglass.urls")),
    path("", include("chungtay.events.urls")),
    path("", include("chungtay.notices.urls")),
    path("", include("chungtay.signin.urls")),
    path("", include("chungtay.province.urls")),
    path("", include("chungtay.replays.urls")),
    path("", include("chungtay.agencies.urls")),
    path("", include("chungtay.places.urls")),
]

handler404 = "chungtay.site.views.not_found"
handler403 = "chungtay.site.views.no_right"
handler500 = "chungtay.site.views.broken"
