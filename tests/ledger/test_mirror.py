"""Reconciliation in simulated worlds, where the truth is known, and its properties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from messlatte.ledger.mirror import Floats, MirrorRows, fit_mirror, reconcile

YEARS = 17


def simulated_world(seed: int, economies: int) -> tuple[MirrorRows, Floats, dict[str, float]]:
    """Reports of a world whose true flows are known: biased reporters of very different reliability, and freight.

    Spread of reliability, biases and the fall of variance with size are those that `scripts/mirror_statistics.py` finds in real reports.
    """
    r = np.random.default_rng(seed)
    codes = np.array([f"E{k:03d}" for k in range(economies)])
    place = r.uniform(0, 12_000, (economies, 2))
    mass = r.normal(0, 1.6, economies)
    sd = np.exp(r.normal(np.log(0.55), 0.58, economies))
    a, b = r.normal(0, 0.38, economies), r.normal(0, 0.38, economies)
    i, j, t = (v.ravel() for v in np.meshgrid(np.arange(economies), np.arange(economies), np.arange(YEARS), indexing="ij"))
    use = i != j
    i, j, t = i[use], j[use], t[use]
    d = np.linalg.norm(place[i] - place[j], axis=1) + 100
    persistent = r.normal(0, 1, (economies, economies))[i, j]
    truth = np.exp(19 + mass[i] + mass[j] - np.log(d / 1000) + persistent + 0.05 * t + r.normal(0, 0.1, len(i)))
    shrink = (truth / 1e8) ** -0.165
    x = truth * np.exp(a[i] + r.normal(0, 1, len(i)) * sd[i] * shrink)
    m = truth * np.exp(0.04 + 0.03 * np.log(d / 1000) + b[j] + r.normal(0, 1, len(i)) * sd[j] * shrink)
    rows = MirrorRows(codes[i].tolist(), codes[j].tolist(), x, m, d, np.zeros(len(i)))
    return rows, truth, dict(zip(codes.tolist(), sd.tolist(), strict=True))


@pytest.fixture(scope="module")
def world() -> tuple[MirrorRows, Floats, dict[str, float]]:
    return simulated_world(7, 40)


def _error_by_pair(rows: MirrorRows, truth: Floats, value: Floats) -> Floats:
    """Root mean squared log error of each directed pair over its years."""
    error = (np.log(value) - np.log(truth)) ** 2
    return np.sqrt(error.reshape(-1, YEARS).mean(axis=1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reconciled_is_closer_to_the_truth_than_both_reports(seed: int) -> None:
    rows, truth, _ = simulated_world(seed, 120)
    ours = _error_by_pair(rows, truth, reconcile(fit_mirror(rows), rows).value)
    closer = np.ones(len(ours), dtype=bool)
    for report in (rows.exporter_report, rows.importer_report):
        closer &= ours < _error_by_pair(rows, truth, report)
    assert closer.mean() >= 0.90, f"closer than both reports in {closer.mean():.3f} of {len(closer)} pairs"


def test_reliability_and_margin_are_recovered(world: tuple[MirrorRows, Floats, dict[str, float]]) -> None:
    rows, _, sd = world
    model = fit_mirror(rows)
    true = np.array([sd[c] for c in model.reporters])
    assert np.corrcoef(np.log(model.variance), np.log(true**2))[0, 1] > 0.97
    assert model.margin[1] == pytest.approx(0.03, abs=0.015)
    # The size of a flow is itself seen with noise, which flattens the slope a little.
    assert 0.2 < model.size_exponent < 0.36


def test_intervals_cover_what_they_say(world: tuple[MirrorRows, Floats, dict[str, float]]) -> None:
    rows, truth, _ = world
    out = reconcile(fit_mirror(rows), rows)
    assert 0.70 <= float(((out.low <= truth) & (truth <= out.high)).mean()) <= 0.88


def test_one_report_is_used_alone_and_none_gives_nothing(world: tuple[MirrorRows, Floats, dict[str, float]]) -> None:
    rows, _, _ = world
    model = fit_mirror(rows)
    few = MirrorRows(
        ["E000", "E000", "E000"],
        ["E001", "E001", "E001"],
        np.array([1e8, np.nan, np.nan]),
        np.array([np.nan, 1e8, np.nan]),
        np.full(3, 1000.0),
        np.zeros(3),
    )
    out = reconcile(model, few)
    assert out.exporter_weight[:2].tolist() == [1.0, 0.0]
    assert np.isnan(out.value[2])
    assert (out.low[:2] < out.value[:2]).all()


def test_reconciled_lies_between_adjusted_reports_and_scales_with_the_currency(world: tuple[MirrorRows, Floats, dict[str, float]]) -> None:
    rows, _, _ = world
    model = replace(fit_mirror(rows), size_exponent=0.0, missed=0.0)
    out = reconcile(model, rows)
    double = reconcile(model, replace(rows, exporter_report=rows.exporter_report * 2, importer_report=rows.importer_report * 2))
    np.testing.assert_allclose(double.value, out.value * 2, rtol=1e-12)
    only_x = reconcile(model, replace(rows, importer_report=np.full(len(rows.exporter), np.nan))).value
    only_m = reconcile(model, replace(rows, exporter_report=np.full(len(rows.exporter), np.nan))).value
    assert (out.value <= np.maximum(only_x, only_m) * (1 + 1e-9)).all()
    assert (out.value >= np.minimum(only_x, only_m) * (1 - 1e-9)).all()


def test_a_better_reporter_gets_more_weight(world: tuple[MirrorRows, Floats, dict[str, float]]) -> None:
    rows, _, _ = world
    model = fit_mirror(rows)
    best, worst = (model.reporters[int(f(model.variance))] for f in (np.argmin, np.argmax))
    one = MirrorRows([best], [worst], np.array([1e8]), np.array([1.2e8]), np.array([1000.0]), np.zeros(1))
    assert reconcile(model, one).exporter_weight[0] > 0.9


def test_too_few_mirrors_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        fit_mirror(MirrorRows(["A"], ["B"], np.ones(1), np.ones(1), np.ones(1), np.zeros(1)))
