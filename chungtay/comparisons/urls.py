from django.urls import path

from chungtay.comparisons import views

app_name = "comparisons"

urlpatterns = [path("doi-chieu-danh-sach/", views.comparisons, name="comparisons")]
