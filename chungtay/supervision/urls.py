from django.urls import path

from chungtay.supervision.views import campaigns, commendations, inspections

app_name = "supervision"

urlpatterns = [
    path("giam-sat/", inspections.supervision, name="supervision"),
    path("giam-sat/kiem-tra/moi/", inspections.plan_inspection, name="plan_inspection"),
    path("giam-sat/kiem-tra/<int:inspection>/", inspections.inspection, name="inspection"),
    path("giam-sat/kien-nghi/<int:recommendation>/", inspections.recommendation, name="recommendation"),
    path("giam-sat/tep/<int:evidence>/", inspections.evidence, name="evidence"),
    path("giam-sat/chien-dich/moi/", campaigns.start_campaign, name="start_campaign"),
    path("giam-sat/chien-dich/<int:campaign>/", campaigns.campaign, name="campaign"),
    path("giam-sat/khen-thuong/moi/", commendations.propose, name="propose"),
    path("giam-sat/khen-thuong/<int:commendation>/", commendations.commendation, name="commendation"),
]
