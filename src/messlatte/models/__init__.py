"""Estimation: reference classes, nowcasts, forecasts; small frames in, frozen dataclasses out."""
