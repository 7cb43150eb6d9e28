from django.urls import path

from chungtay.places import views

app_name = "places"

urlpatterns = [
    path("dia-ban/", views.tree, name="tree"),
    path("dia-ban/<int:place>/", views.place, name="place"),
    path("dia-ban/<int:place>/ben-duoi/", views.branch, name="branch"),
    path("dia-ban/<int:place>/them/", views.add_village, name="add_village"),
    path("dia-ban/<int:place>/doi-ten/", views.rename_village, name="rename_village"),
    path("dia-ban/<int:place>/ket-thuc/", views.close_village, name="close_village"),
]
