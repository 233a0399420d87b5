"""The answer as a brief: words, charts, tables, HTML, PDF.

`messlatte.brief.render.render` writes an answer out in any format.
"""
