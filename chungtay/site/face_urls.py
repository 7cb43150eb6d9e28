"""Addresses of the face itself."""

from django.urls import path

from chungtay.site import face_views

urlpatterns = [
    path("giao-dien/", face_views.components, name="components"),
    path("giao-dien/nen/", face_views.set_theme, name="set_theme"),
    path("ngoai-tuyen/", face_views.offline, name="offline"),
    path("ngoai-tuyen.js", face_views.offline_worker, name="offline_worker"),
    path("ung-dung.webmanifest", face_views.manifest, name="manifest"),
]
