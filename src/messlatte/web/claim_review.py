"""The answer as schema.org ClaimReview data, which search engines and fact-checkers read."""

from __future__ import annotations

import json

from messlatte.brief.sheet import Sheet
from messlatte.core.answer import Answer

__all__ = ["claim_review"]


def claim_review(answer: Answer, sheet: Sheet, url: str) -> str:
    """JSON-LD of an answer; ``<`` is written as an escape, so that no text can end the script element.

    The rating runs from 0 (never reached) to 100 (certain): how many of a hundred such targets we expect to be met.
    """
    said = answer.statement
    quoted = "".join(part.text for part in sheet.quote).strip(" …")
    claim: dict[str, object] = {"@type": "Claim"}
    if said is not None and said.made_on is not None:
        claim["datePublished"] = said.made_on.isoformat()
    if said is not None and said.speaker is not None:
        claim["author"] = {"@type": "Person", "name": said.speaker.name, **({"jobTitle": said.speaker.role} if said.speaker.role else {})}
    rating = {"@type": "Rating", "bestRating": 100, "worstRating": 0, "alternateName": sheet.headline}
    if sheet.dots is not None:
        rating["ratingValue"] = sheet.dots.filled
    document = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "inLanguage": sheet.language,
        "claimReviewed": quoted[:500] or sheet.lead,
        "reviewBody": f"{sheet.headline}. {sheet.lead}",
        "itemReviewed": claim,
        "reviewRating": rating,
        "author": {"@type": "Organization", "name": "Messlatte", "softwareVersion": sheet.provenance.version},
    }
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
