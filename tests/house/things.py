"""One thing of each kind in the town of the cast, for asking every address about it."""

from chungtay.documents.models import Finding
from chungtay.documents.tests.factories import take_in_read
from chungtay.notices.models import Notice
from chungtay.places.services import add_village
from tests.cast import NOW, SINCE, Cast, make_group

Things = dict[str, int]


def one_of_each(cast: Cast) -> Things:
    """The number of one thing of each kind, the owner's, by the name that addresses.toml calls it."""
    owner, commune = cast.province, cast.officer.place or 0
    document = take_in_read(owner, NOW)
    group = make_group("Các sở, ban, ngành", [cast.department.agency], place=owner.place)
    village = add_village(by=owner, now=NOW, commune=commune, kind="bản", name="Ví Dụ", valid_from=SINCE)
    return {
        "agency": cast.department.agency,
        "group": group,
        "place": commune,
        "village": village,
        "notice": Notice.objects.filter(account_id=owner.account).latest("pk").pk,
        "document": document.pk,
        "version": 1,
        "finding": Finding.objects.filter(document=document, kind="task").earliest("order").pk,
    }
