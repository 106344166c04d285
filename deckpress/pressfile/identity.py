"""What a press file says of itself: variant, title, dates, output intent, the same in Info and XMP.

Follows ISO 15930-4 (PDF/X-1a:2003), 15930-6 (PDF/X-3:2003), 15930-7 (PDF/X-4) and 19005-2 (PDF/A-2, for the twin that
a validator judges).
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

CONDITION = "FOGRA39"  # coated paper, ISO 12647-2:2004/Amd 1, as the ICC's registry names it
REGISTRY = "http://www.color.org"
PRODUCER = "deckpress"
_NAMESPACE = uuid.UUID("6f4a3d52-6a6b-5d0e-9c39-0f2f3a1d8b77")


@dataclass(frozen=True)
class Variant:
    """A kind of press file: its PDF version, whether paint may be transparent, what it calls itself in PDF/X."""

    name: str
    version: str
    transparency: bool
    x_version: str = ""

    @property
    def intent(self) -> str:
        """The subtype of its output intent."""
        return "/GTS_PDFX" if self.x_version else "/GTS_PDFA1"


VARIANTS = {
    "x-4": Variant("x-4", "1.6", True, "PDF/X-4"),
    "x-3": Variant("x-3", "1.4", False, "PDF/X-3:2003"),
    "x-1a": Variant("x-1a", "1.4", False, "PDF/X-1a:2003"),
    "a-2b": Variant("a-2b", "1.7", True),
}


@dataclass(frozen=True)
class About:
    """What a press file is of: its title and language, and the edition, whose year is the file's date."""

    title: str
    language: str
    edition: str

    @property
    def date(self) -> datetime:
        """1 January of the first year that the edition names, or of 2000.

        PDF/X wants dates; the time of the build would make every build another file.
        """
        year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", self.edition)
        return datetime(int(year[0]) if year else 2000, 1, 1, tzinfo=timezone.utc)


def identify(pdf: Pdf, about: About, variant: Variant, profile: bytes, seed: str) -> None:
    """Write Info, XMP and output intent; `seed` is what the file is made from, for its id. Takes older ones out."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.Root.Lang = pikepdf.String(about.language)
    pdf.Root.OutputIntents = Array([_output_intent(pdf, variant, profile)])
    metadata = pdf.make_stream(_xmp(about, variant, seed).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    _info(pdf, about, variant)


def _info(pdf: Pdf, about: About, variant: Variant) -> None:
    when = about.date.strftime("D:%Y%m%d%H%M%S+00'00'")
    said: dict[str, object] = {
        "/Title": pikepdf.String(about.title),
        "/Producer": PRODUCER,
        "/CreationDate": when,
        "/ModDate": when,
    }
    if variant.x_version:
        said |= {"/GTS_PDFXVersion": variant.x_version, "/Trapped": Name("/False")}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(said))


def _output_intent(pdf: Pdf, variant: Variant, profile: bytes) -> Dictionary:
    embedded = pdf.make_stream(profile)
    embedded.N, embedded.Alternate = 4, Name.DeviceCMYK
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name(variant.intent),
        OutputConditionIdentifier=CONDITION,
        OutputCondition="Offset on coated paper, ISO 12647-2",
        RegistryName=REGISTRY,
        Info="Coated FOGRA39 (ISO 12647-2:2004)",
        DestOutputProfile=embedded,
    )


def _xmp(about: About, variant: Variant, seed: str) -> str:
    when = about.date.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    kind = (
        f"<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>{variant.x_version}</pdfxid:GTS_PDFXVersion>"
        f"<pdfx:GTS_PDFXVersion>{variant.x_version}</pdfx:GTS_PDFXVersion>"
        if variant.x_version
        else "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate><xmp:MetadataDate>{when}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{uuid.uuid5(_NAMESPACE, seed)}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{PRODUCER}</pdf:Producer>{kind}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
