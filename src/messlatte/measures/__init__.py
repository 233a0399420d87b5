"""Measures of trade: pure functions on tables and matrices, in the notation of the papers they implement."""
