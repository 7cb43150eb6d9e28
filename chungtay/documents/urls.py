from django.urls import path

from chungtay.documents.views import names, papers, review

app_name = "documents"

urlpatterns = [
    path("van-ban/", papers.papers, name="papers"),
    path("van-ban/nhan/", papers.take_in, name="take_in"),
    path("van-ban/<int:document>/", papers.paper, name="paper"),
    path("van-ban/<int:document>/tien-do/", papers.progress, name="progress"),
    path("van-ban/<int:document>/doc/", papers.read_again, name="read_again"),
    path("van-ban/<int:document>/dung/", papers.cancel, name="cancel"),
    path("van-ban/<int:document>/ban-moi/", papers.add_version, name="add_version"),
    path("van-ban/<int:document>/tep/<int:n>/", papers.download, name="download"),
    path("van-ban/<int:document>/soat/", review.review, name="review"),
    path("van-ban/<int:document>/soat/quyet/", review.decide, name="decide"),
    path("van-ban/<int:document>/soat/<int:finding>/", review.item, name="item"),
    path("van-ban/<int:document>/ten/", names.match_name, name="match_name"),
    path("van-ban/<int:document>/co-quan/", names.agency_options, name="agency_options"),
    path("van-ban/<int:document>/co-quan/gan-giong/", names.likely_agencies, name="likely_agencies"),
]
