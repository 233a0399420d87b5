"""Files and pages to the text of a statement: plain text, HTML, PDF."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass

from messlatte.core.errors import InputError
from messlatte.statement.decode import MAX_BYTES, decode, readable

__all__ = ["MAX_DOCUMENT_BYTES", "Page", "html_page", "page_of", "pdf_page"]

MAX_DOCUMENT_BYTES = 30_000_000
MAX_PDF_PAGES = 500

_MISSING = (
    "reading {what} needs the extra [documents]: install it with `pip install 'messlatte[documents]'`, or save the text as plain text"
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a document and what the document says about itself.

    Parameters
    ----------
    text : str
        Main text; spans of a statement index it.
    published : str or None
        Publication date from the document's metadata, ``YYYY-MM-DD``.
    title : str or None
        Title from the metadata.
    kind : str
        ``text``, ``html`` or ``pdf``.
    encoding : str
        Name of the encoding, for people.
    assumed : bool
        Whether the encoding had to be guessed.
    """

    text: str
    published: str | None = None
    title: str | None = None
    kind: str = "text"
    encoding: str = "UTF-8"
    assumed: bool = False


def _is_html(text: str, media_type: str | None, name: str) -> bool:
    if media_type in {"text/html", "application/xhtml+xml"} or name.lower().endswith((".html", ".htm", ".xhtml")):
        return "<" in text
    return bool(_HTML_START.match(text[:10_000]))


def page_of(data: bytes, *, name: str = "", media_type: str | None = None, charset: str | None = None) -> Page:
    """Read a document of a kind that is found out from its bytes, its name and its declared media type.

    Parameters
    ----------
    data : bytes
        The document.
    name : str
        File name or address, for its suffix and for messages.
    media_type, charset : str, optional
        As a server declared them.

    Raises
    ------
    InputError
        If it is empty, too large, binary, or holds no text.
    """
    if len(data) > MAX_DOCUMENT_BYTES:
        raise InputError(
            f"the document has {len(data) / 1e6:,.0f} MB, more than {MAX_DOCUMENT_BYTES / 1e6:g} MB; save the statement alone as text"
        )
    if data.startswith(b"%PDF-"):
        return pdf_page(data)
    head = data[:4096]
    declared = charset or ((meta := _META_CHARSET.search(head)) and meta[1].decode("ascii", "replace")) or None
    markup = media_type in {"text/html", "application/xhtml+xml"} or b"<" in head[:64]
    found = decode(data, declared=declared, limit=MAX_DOCUMENT_BYTES if markup else MAX_BYTES)
    if _is_html(found.text, media_type, name):
        return html_page(found.text, url=name or None, encoding=found.encoding_name, assumed=found.assumed)
    return Page(_whole(found.text), encoding=found.encoding_name, assumed=found.assumed)


def _whole(text: str) -> str:
    if len(text) > MAX_BYTES:
        raise InputError(
            f"the text has {len(text):,} characters, more than the {MAX_BYTES:,} a statement may have; cut it to the statement"
        )
    return readable(text)


def html_page(html: str, *, url: str | None = None, encoding: str = "UTF-8", assumed: bool = False) -> Page:
    """Take the main text and the publication date out of an HTML page.

    The date is that of the page's metadata (``article:published_time``, JSON-LD, ``<time>``, the address); one that only stands in the
    running text is left to the reader.

    Raises
    ------
    InputError
        If the extra is not installed or the page has no main text.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise InputError(_MISSING.format(what="an HTML page")) from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # a parser of any markup at all: what breaks it is an unreadable page
        raise InputError(f"the HTML page cannot be parsed ({type(error).__name__}); copy the statement into a text file") from error
    text = found.text if isinstance(found, trafilatura.settings.Document) else None
    if not isinstance(found, trafilatura.settings.Document) or not text or not text.strip():
        raise InputError("the HTML page has no main text (is it filled by a script, or a form?); copy the statement into a text file")
    return Page(_whole(text), _date(found.date), found.title or None, "html", encoding, assumed)


def _date(found: str | None) -> str | None:
    return found if found and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", found) else None


def pdf_page(data: bytes) -> Page:
    """Take the text out of a PDF that has one; words divided at line ends are joined.

    Raises
    ------
    InputError
        If the extra is not installed, the file is damaged or locked, has too many pages, or holds pictures only.
    """
    try:
        import pypdf
    except ImportError as error:
        raise InputError(_MISSING.format(what="a PDF file")) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF file is locked with a password; save an open copy")
        if len(reader.pages) > MAX_PDF_PAGES:
            raise InputError(f"the PDF file has {len(reader.pages)} pages, more than {MAX_PDF_PAGES}; cut it to the statement")
        text = "\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:  # damaged files break the parser in many ways
        raise InputError(f"the PDF file is damaged ({type(error).__name__}: {error}); save it again or copy its text") from error
    if not text.strip():
        raise InputError("the PDF file holds no text (is it a scan?); its words must be recognised first")
    return Page(_whole(_joined(text)), title=str(title) if title else None, kind="pdf")


def _joined(text: str) -> str:
    """Join words that a line end divided: hyphen, line end, small letter."""
    return re.sub(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\n[ \t]*(?=[a-zäöüßа-яё])", "", text)
