"""Raw data of the producers: fetched, kept by SHA-256, described; never cleaned here."""
