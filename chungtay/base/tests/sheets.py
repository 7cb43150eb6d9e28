"""Workbooks written part by part, for tests of what no office program would write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_NAMES = "http://schemas.openxmlformats.org"
_MAIN, _LINKS = f"{_NAMES}/spreadsheetml/2006/main", f"{_NAMES}/package/2006/relationships"
_OFFICE = f"{_NAMES}/officeDocument/2006/relationships"


def packed(rows: str, *, name: str = "survey", encoding: str = "utf-8") -> bytes:
    """A workbook of one sheet with these rows, in XML."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_NAMES}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        for path, text in parts.items():
            book.writestr(path, text)
        sheet = f'<worksheet xmlns="{_MAIN}" xmlns:x="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        book.writestr("xl/worksheets/sheet1.xml", sheet.encode(encoding))
    return file.getvalue()
