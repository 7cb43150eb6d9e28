"""A report of February 2026 after a commune has sent what it did."""

import pytest

from chungtay.indicators.tests.conftest import _own_copy
from chungtay.indicators.tests.factories import enter
from chungtay.reports import services
from chungtay.reports.models import Report
from tests.cast import NOW, Cast

__all__ = ["_own_copy"]

BANNERS, LEAFLETS = "PROPAGANDA.BANNERS", "PROPAGANDA.LEAFLETS"
SIGNED = {"signed_as": "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC", "signed_by": "Người Ký Ví Dụ", "symbol": "BC-CAT"}


@pytest.fixture
def report(catalogue: None, cast: Cast) -> Report:
    enter(cast.officer, "2026-M02", {BANNERS: 12, LEAFLETS: 1430})
    return services.open_report(by=cast.province, now=NOW, kind="thang", year=2026, part=2)
