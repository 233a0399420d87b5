"""Where the trade of two economies may grow: both directions, goods and services, ranked by what comes true."""
