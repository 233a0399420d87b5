"""The data release that ships in the wheel; see ``manifest.json`` for sources and licences."""
