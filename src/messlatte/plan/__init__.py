"""Which projects, started when, carry the trade over the bar, at what cost and how surely."""
