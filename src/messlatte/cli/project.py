"""``messlatte project``: from an area to a project, and who seeks whom."""

from __future__ import annotations

import cyclopts

__all__ = ["app"]

app = cyclopts.App(name="project", help="Code goods and match offers with needs.")
app.command("messlatte.cli.project_match:match", name="match", help="Match offers with needs: shortlists with reasons, and assignments.")
app.command("messlatte.cli.project_code:code", name="code", help="Find the customs headings of a good named in words.")
