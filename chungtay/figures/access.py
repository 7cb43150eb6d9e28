"""What this room says on pages of the rooms below: forms that are due, above one's own work."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.urls import reverse

from chungtay.base.web import ActorRequest
from chungtay.catalogue import queries as catalogue
from chungtay.figures import queries
from chungtay.figures.rules import Timeliness

SOON = timedelta(days=7)


def work_panel(request: ActorRequest, _none: None) -> str:
    """The forms of the own body that are overdue or due within a week."""
    rows = [
        {
            "due": due,
            "name": catalogue.said(due.data_set),
            "period": catalogue.period_said(due.period),
            "href": reverse("figures:entry", args=[due.data_set.code, due.period]),
        }
        for due in queries.my_due(request.actor, today=request.today)
        if not due.is_done
        and due.timeliness is not Timeliness.MISSED
        and due.days.due <= request.today + SOON
    ]
    return render_to_string("figures/parts/work_panel.html", {"rows": rows}, request) if rows else ""
