"""The addresses of the house with those of the face, wherever the house itself puts them."""

from chungtay.site import face_urls, urls

urlpatterns = [*face_urls.urlpatterns, *urls.urlpatterns]
handler404 = urls.handler404
