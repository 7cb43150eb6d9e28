from django.urls import path

from chungtay.chain import views

app_name = "chain"

urlpatterns = [
    path("chuoi-ke-hoach/", views.chain, name="chain"),
    path("chuoi-ke-hoach/<int:plan>/", views.coverage, name="coverage"),
    path("chuoi-ke-hoach/dieu/<int:answer>/", views.answer, name="answer"),
]
