from django.urls import path

from chungtay.openfigures.views import choosing, public

app_name = "openfigures"

urlpatterns = [
    path("cong-khai/", public.figures, name="figures"),
    path("cong-khai/chon/", choosing.choose, name="choose"),
]
