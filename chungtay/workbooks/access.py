"""What this room adds to the page of a form: the way to the same form as a spreadsheet."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chungtay.base.web import ActorRequest
from chungtay.figures.queries import Sheet


def way_to_the_file(request: ActorRequest, sheet: Sheet) -> SafeString:
    return render_to_string("workbooks/way.html", {"of": sheet.submission}, request)
