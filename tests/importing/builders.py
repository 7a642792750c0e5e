"""Small Word and Excel files, written by hand so that a test sees all that is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file with the parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Return a relations part: target -> kind."""
    links = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def docx_parts(body: str, **others: str) -> dict[str, str]:
    """Return the parts of a Word file; others are ``footnotes``, ``endnotes``, ``header``, ``footer`` by their XML."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({f"{kind}.xml": kind for kind in others}),
    }
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
    for kind, content in others.items():
        parts[f"word/{kind}.xml"] = f"<w:{roots[kind]} {NAMESPACES}>{content}</w:{roots[kind]}>"
    return parts


def docx(body: str, **others: str) -> bytes:
    """Return a Word file with a body and perhaps notes, a header and a footer."""
    return zipped(docx_parts(body, **others))


def paragraph(*words: str) -> str:
    """Return a paragraph with one run per argument."""
    return f"<w:p>{''.join(map(run, words))}</w:p>"


def run(words: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def xlsx(rows: str, **others: str) -> bytes:
    """Return an Excel file with the rows of one sheet; others are ``sharedStrings`` and ``styles`` by their XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<sheets><sheet name="a" r:id="r1"/></sheets>'
    parts = {
        "_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {"worksheets/sheet1.xml": "worksheet"} | {f"{kind}.xml": kind for kind in others}
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    roots = {"sharedStrings": "sst", "styles": "styleSheet"}
    for kind, content in others.items():
        parts[f"xl/{kind}.xml"] = f'<{roots[kind]} xmlns="{main}">{content}</{roots[kind]}>'
    return zipped(parts)
