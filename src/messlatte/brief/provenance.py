"""Where a page, chart, table or file comes from, in words that fit at its foot."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte import __version__
from messlatte.core.answer import Answer, Verdict
from messlatte.core.evidence import Source
from messlatte.core.i18n import translations
from messlatte.models.paths import SEED

__all__ = ["Provenance", "provenance_of"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Version of the program, data releases with their SHA-256, methods with their versions, seed and permalink."""

    version: str
    releases: tuple[Source, ...]
    methods: tuple[str, ...]
    seed: str
    permalink: str | None

    def pairs(self, language: str) -> tuple[tuple[str, str], ...]:
        """Label and value of each part, for a table or a file's head."""
        _ = translations(language).gettext
        rows = [(_("Version"), f"Messlatte {self.version}")]
        for source in self.releases:
            digest = f", SHA-256 {source.sha256}" if source.sha256 else ""
            rows.append((_("Data"), f"{source.producer}: {source.title} {source.version}".rstrip() + digest))
        rows.append((_("Methods"), ", ".join(self.methods)))
        rows.append((_("Seed"), self.seed))
        if self.permalink:
            rows.append((_("Permalink"), self.permalink))
        return tuple(rows)

    def line(self, language: str) -> str:
        """All of it on one line, hashes cut to twelve digits."""
        parts = [f"Messlatte {self.version}"]
        parts += [f"{s.title} {s.version}".rstrip() + (f" (SHA-256 {s.sha256[:12]}…)" if s.sha256 else "") for s in self.releases]
        parts += [", ".join(self.methods), f"{translations(language).gettext('Seed')} {self.seed}"]
        return " · ".join([*parts, *([self.permalink] if self.permalink else [])])


def provenance_of(answer: Answer, verdict: Verdict | None, permalink: str | None = None) -> Provenance:
    """Collect the provenance of an answer; the sources of the verdict shown come first."""
    sources = dict.fromkeys((*(verdict.sources if verdict else ()), *answer.sources))
    methods = [verdict.baseline.method, *([verdict.forecast.model] if verdict.forecast else [])] if verdict else []
    return Provenance(__version__, tuple(sources), tuple(dict.fromkeys(methods)), str(SEED), permalink)
