#!/usr/bin/env python3
"""Write one short paper in every format that onomast reads, for the tests of its readers.

usage: make_inputs.py [--check] [DIR]

DIR is tests/data/inputs unless given. The PDF, DOCX, HTML, Markdown and TEI files are made here byte
by byte with the standard library, so that a run always gives the same files; `--check` writes
nothing and exits 1 where a file is missing or stale. The encrypted PDF is made by pypdf where that is
installed (its bytes differ from run to run, so `--check` leaves it alone).
"""

import io
import sys
import textwrap
import zipfile
from pathlib import Path

TITLE = "The Guayaquil Conference"
# A page ends at the bar, in the middle of a sentence and of a name.
PARAGRAPHS = [
    "On 26 July 1822 the schooner Macedonia anchored off Guayaquil with José de San Martín, the Protector of Peru, "
    "aboard. Simón Bolívar had entered the port two weeks before him and had declared it part of Gran Colombia.{1} "
    "The two men talked for two days behind closed doors.",
    "Nobody took notes. San Martín wrote to General William Miller in April 1827 that he had offered to serve under "
    "Bolívar and that the offer was declined. In September 1822 he laid down his office before the Congress of Peru "
    "in Lima, sailed to Valparaíso, and in 1824 went on to Le Havre. Bolívar sent Antonio José de|Sucre ahead to Callao; "
    "the battle of Ayacucho, on 9 December 1824, ended Spanish rule in South America.",
    "Thomas Carlyle & others told the story differently.",
]
NOTE = "Daniel Florence O'Leary, his aide, saved his papers; they were printed in Caracas."
FIXED = (1980, 1, 1, 0, 0, 0)


def plain(text, note="", page=" "):
    return text.replace("{1}", note).replace("|", page)


def html():
    body = "\n".join(
        "<p>" + escape(p).replace("{1}", '<sup><a href="#n1">1</a></sup>').replace("|", " ") + "</p>" for p in PARAGRAPHS
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>\n'
        "<style>p { color: #222 }</style><script>if (1 < 2) { document.title = 'Madrid' }</script></head>\n"
        "<body><nav><ul><li><a href='/'>Buenos Aires Review</a></li></ul></nav>\n"
        f"<h1>{TITLE}</h1>\n{body}\n<p id=\"n1\">{escape(NOTE)}</p>\n</body></html>\n"
    )


def markdown():
    body = "\n\n".join(textwrap.fill(plain(p, "[^1]"), 80) for p in PARAGRAPHS)
    body = body.replace("schooner Macedonia", "schooner *Macedonia*").replace("Gran Colombia", "[Gran Colombia](https://example.org)")
    return f"---\ntitle: {TITLE}\nauthor: nobody in Madrid\n---\n\n# {TITLE}\n\n{body}\n\n[^1]: {NOTE}\n"


def tei():
    body = "\n".join(
        "<p>" + escape(p).replace("{1}", f'<note place="foot" n="1">{escape(NOTE)}</note>').replace("|", ' <pb n="2"/>') + "</p>"
        for p in PARAGRAPHS
    )
    body = body.replace("schooner Macedonia", "<choice><sic>schoner</sic><corr>schooner</corr></choice> <name>Macedonia</name>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc>'
        f"<titleStmt><title>{TITLE}</title></titleStmt><publicationStmt><p>Madrid</p></publicationStmt>"
        "<sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>\n"
        f'<text><body><pb n="1"/>\n<head>{TITLE}</head>\n{body}\n</body></text>\n</TEI>\n'
    )


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def docx():
    def run(text):
        return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def paragraph(text, style=""):
        out = []
        for number, page in enumerate(text.split("|")):
            if number:
                out.append('<w:r><w:t xml:space="preserve"> </w:t><w:lastRenderedPageBreak/></w:r>')
            before, mark, after = page.partition("{1}")
            out.append(run(before))
            if mark:
                out.append('<w:r><w:footnoteReference w:id="2"/></w:r>' + run(after))
        return f"<w:p>{style}{''.join(out)}</w:p>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": start + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
        "_rels/.rels": start + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": start + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"{start}<w:document {space}><w:body>{paragraph(TITLE, heading)}"
        + "".join(paragraph(p) for p in PARAGRAPHS)
        + "<w:p><w:del><w:r><w:delText>Bogotá was struck out.</w:delText></w:r></w:del></w:p></w:body></w:document>",
        "word/footnotes.xml": f'{start}<w:footnotes {space}><w:footnote w:id="2">{paragraph(NOTE)}</w:footnote></w:footnotes>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), text.encode("utf-8"))
    return out.getvalue()


def pdf(pages):
    """A PDF of lines in Times, WinAnsi encoded; a page without lines holds a grey box."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    for lines in pages:
        draw = ["BT", "/F1 12 Tf", "15 TL", "72 770 Td"]
        for line in lines:
            text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            draw += [f"({text}) Tj", "T*"]
        draw.append("ET")
        if not lines:
            draw = ["0.8 g", "72 300 400 400 re f"]
        stream = "\n".join(draw)
        length = len(stream.encode("cp1252"))
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {length} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return out


def pages():
    """Lines as a typesetter breaks them, a blank one between paragraphs."""
    first, second = [TITLE, ""], []
    for paragraph in PARAGRAPHS:
        before, _, after = paragraph.replace("{1}", "").partition("|")
        target = second if second else first
        target += [*textwrap.wrap(before, 84), *([""] if not after else [])]
        if after:
            second += [*textwrap.wrap(after, 84), ""]
    return [first, [*second, NOTE]]


def encrypted(data):
    try:
        from pypdf import PdfReader, PdfWriter
    except ImportError:
        return None
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main():
    arguments = [a for a in sys.argv[1:] if a != "--check"]
    check = "--check" in sys.argv[1:]
    folder = Path(arguments[0] if arguments else "tests/data/inputs")
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "guayaquil.html": html().encode(),
        "guayaquil.md": markdown().encode(),
        "guayaquil.xml": tei().encode(),
        "guayaquil.docx": docx(),
        "guayaquil.pdf": pdf(pages()),
        "scanned.pdf": pdf([[]]),
    }
    stale = []
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            stale.append(name)
            if not check:
                path.write_bytes(data)
    if check:
        print("\n".join(f"{name}: missing or stale" for name in stale) or "all files are as made")
        sys.exit(bool(stale))
    protected = encrypted(files["guayaquil.pdf"])
    if protected:
        (folder / "encrypted.pdf").write_bytes(protected)
    print(f"{folder}: {len(stale)} files written")


if __name__ == "__main__":
    main()
