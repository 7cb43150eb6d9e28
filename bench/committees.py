"""Invented communes with a committee each, as many as a bench asks for."""


def plant_bodies(province: int, count: int, *, first: int = 0) -> list[tuple[int, int]]:
    """Communes of a province, numbered from ``first``, each with its committee; the keys of committee and place."""
    from chungtay.agencies.models import Agency
    from chungtay.places.models import Place, PlaceClosure
    from chungtay.places.rules import Kind
    from tests import cast

    units = Place.objects.bulk_create(
        Place(
            code=f"X1{n:05}", kind=Kind.COMMUNE, type_word="xã", name=f"Mẫu {n}", full_name=f"Xã Mẫu {n}",
            key=f"xa mau {n}", valid_from=cast.SINCE,
        )
        for n in range(first, first + count)
    )  # fmt: skip
    PlaceClosure.objects.bulk_create(
        PlaceClosure(ancestor_id=above, descendant=unit, depth=depth, valid_from=cast.SINCE)
        for unit in units
        for above, depth in ((unit.pk, 0), (province, 1))
    )
    made = Agency.objects.bulk_create(
        Agency(
            name=f"UBND xã {unit.name}", kind="peoples_committee", level="commune", place=unit, valid_from=cast.SINCE
        )
        for unit in units
    )  # fmt: skip
    return [(body.pk, body.place_id or 0) for body in made]
