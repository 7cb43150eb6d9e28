from django.urls import path

from chungtay.rights import views

app_name = "rights"

urlpatterns = [
    path("quyen/", views.desk, name="desk"),
    path("quyen/khieu-nai/<int:complaint>/", views.complaint, name="complaint"),
    path("quyen/<str:code>/", views.person, name="person"),
    path("quyen/<str:code>/to-thong-tin/", views.sheet, name="sheet"),
    path("quyen/<str:code>/mau/<str:form>/", views.printed, name="printed"),
]
