"""Names of bodies as people type them, and what a body that is not there yet would be."""

from chungtay.agencies.rules import AgencyLevel, name_key

_COMMUNE = ("xa", "phuong", "thi tran", "cap xa")
_DISTRICT = ("huyen", "thi xa", "thanh pho", "cap huyen", "quan")
_CENTRAL = ("bo ", "trung uong", "chinh phu", "thu tuong", "quoc hoi", "tong cuc", "uy ban quoc gia")


def split_names(text: str) -> list[str]:
    """Names typed into one field, one a line or separated by semicolons (commas stand inside names)."""
    names = [" ".join(name.split()) for line in text.splitlines() for name in line.split(";")]
    return list(dict.fromkeys(name for name in names if name))


def propose_level(name: str, issuer: AgencyLevel) -> AgencyLevel:
    """The level that a name tells ("Công an xã Mường Pồn"), else the issuer's.

    >>> propose_level("Bộ Công an", AgencyLevel.PROVINCE)
    <AgencyLevel.CENTRAL: 'central'>
    >>> propose_level("Công an thị xã", AgencyLevel.DISTRICT)
    <AgencyLevel.DISTRICT: 'district'>
    """
    key = f" {name_key(name)} "
    if key.lstrip().startswith(_CENTRAL) and not key.lstrip().startswith(("bo chi huy", "bo doi")):
        return AgencyLevel.CENTRAL
    if any(f" {word} " in key.replace(" thi xa ", " ") for word in _COMMUNE):
        return AgencyLevel.COMMUNE
    if any(f" {word} " in key for word in _DISTRICT) and issuer == AgencyLevel.PROVINCE:
        return AgencyLevel.DISTRICT
    return issuer
