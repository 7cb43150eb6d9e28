"""Every address of the house, room by room. Each needs its row in tests/house/addresses.toml."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from chungtay.site import views
from chungtay.site.settings import ROOMS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("vao/", views.sign_in, name="sign_in"),
    path("ra/", views.sign_out, name="sign_out"),
    path("chuc-danh/", views.switch_post, name="switch_post"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("tim/", views.search, name="search"),
    path("nhat-ky/", views.journal, name="journal"),
    *(path("", include(f"chungtay.{room}.urls")) for room in ROOMS if find_spec(f"chungtay.{room}.urls") and room != "site"),
]  # fmt: skip

handler404 = "chungtay.site.views.not_found"
handler403 = "chungtay.site.views.no_right"
handler500 = "chungtay.site.views.broken"
