from django.urls import path

from chungtay.areas.views import communes, deciding, lists

app_name = "areas"

urlpatterns = [
    path("dia-ban/phan-loai/", lists.areas, name="areas"),
    path("dia-ban/phan-loai/<int:place>/", communes.commune, name="commune"),
    path("dia-ban/phan-loai/<int:place>/chuyen-hoa/", communes.transform, name="transform"),
    path("dia-ban/phan-loai/phe-duyet/", deciding.approvals, name="approvals"),
    path("dia-ban/phan-loai/thay-doi/", deciding.change, name="change"),
    path("dia-ban/phan-loai/kinh-phi/", lists.support, name="support"),
]
