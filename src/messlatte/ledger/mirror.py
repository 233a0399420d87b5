"""Two customs services report one flow: what separates them, whom to trust how far, and one value from both.

Follows G. Gaulier and S. Zignago, "BACI: International Trade Database at the Product-Level", CEPII WP 2010-23: the importer's
c.i.f. report is brought to f.o.b. by a margin that depends on distance, reporters are rated by the size of their mirror
discrepancies net of their partners', and the two reports are averaged with inverse-variance weights. Differences from the paper:
margin, systematic bias and reliability are estimated together by iterated weighted least squares, the variance of a discrepancy is
the *sum* of both reporters' (a maximum-likelihood variance-component model, not a regression of absolute values), and it shrinks
with the size of the flow.

Notation, for a flow from i to j in one period, x reported by i (f.o.b.) and m reported by j (c.i.f.)::

    r_ij = ln m_ij - ln x_ij = alpha + beta ln(d_ij / 1000 km) + gamma contiguous_ij + delta u_ij + b_j - a_i + e_ij
    u_ij = max(0, ln(1e9 / sqrt(x m))),   Var e_ij = (q_i + q_j) * (sqrt(x m) / 1e8)^-eta

``delta`` is the part of small flows that exporters miss (parcels, transit, goods of unknown destination): importers levy duty and
see more. It is added to the exporter's report and is not part of the margin.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

__all__ = ["MIRROR_METHOD", "MirrorModel", "MirrorRows", "Reconciled", "fit_mirror", "model_to_json", "reconcile", "shipped_mirror_model"]

MIRROR_METHOD = "mirror/1"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_REFERENCE_SIZE = 1e8
_COMPLETE_SIZE = 1e9
_BIAS_PRIOR_SD = 0.15
_WINSOR = 4.0
_Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class MirrorRows:
    """Flows with the reports of either side; all arrays have the same length n.

    Parameters
    ----------
    exporter, importer : sequence of str
        Codes of i and j.
    exporter_report, importer_report : ndarray of float, shape (n,)
        x (f.o.b.) and m (c.i.f.) in one currency, whole units; NaN where there is no report.
    distance_km : ndarray of float, shape (n,)
        NaN where unknown; the mean margin is used then.
    contiguous : ndarray of float, shape (n,)
        1 where i and j share a border, else 0; NaN where unknown.
    """

    exporter: Sequence[str]
    importer: Sequence[str]
    exporter_report: Floats
    importer_report: Floats
    distance_km: Floats
    contiguous: Floats


@dataclass(frozen=True, slots=True)
class MirrorModel:
    """Estimated margin, biases and reliability.

    Parameters
    ----------
    reporters : tuple of str
        Codes, sorted; index of the arrays below.
    margin : tuple of float
        (alpha, beta, gamma) of the c.i.f./f.o.b. margin in logs.
    missed : float
        delta: share of a flow that exporters miss, in logs, for each log unit below one thousand million.
    export_bias, import_bias : ndarray, shape (k,)
        a_i and b_j in logs, shrunk towards 0; only differences are identified, so the average report, by precision, counts as unbiased.
    variance : ndarray, shape (k,)
        q_i, variance of a report in logs at a flow of 100 million; small is reliable.
    size_exponent : float
        eta: how fast variance falls with the size of the flow.
    observations : ndarray of int, shape (k,)
        Mirror pairs of each reporter.
    """

    reporters: tuple[str, ...]
    margin: tuple[float, float, float]
    missed: float
    export_bias: Floats
    import_bias: Floats
    variance: Floats
    size_exponent: float
    observations: Ints

    @property
    def unknown_variance(self) -> float:
        """Variance assumed for a reporter without mirror data: that of the third quartile."""
        return float(np.quantile(self.variance, 0.75))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One f.o.b. value a flow, with an 80 % interval.

    ``exporter_weight`` is the weight of the exporter's report (0 or 1 where only one side reports); NaN values where neither does.
    ``gap`` is ln m - ln x as reported, NaN where one side is missing.
    """

    value: Floats
    low: Floats
    high: Floats
    exporter_weight: Floats
    gap: Floats


def _design(rows: MirrorRows) -> Floats:
    """Regressors of the margin, shape (n, 3); unknown distance or border takes the mean."""
    distance = np.log(np.maximum(rows.distance_km, 1.0) / 1000.0)
    distance = np.where(np.isfinite(distance), distance, np.nanmean(distance) if np.isfinite(distance).any() else 0.0)
    contiguous = np.where(np.isfinite(rows.contiguous), rows.contiguous, 0.0)
    design: Floats = np.column_stack([np.ones_like(distance), distance, contiguous])
    return design


def _smallness(value: Floats) -> Floats:
    """u: how far below one thousand million a flow is, in logs; 0 above it."""
    below: Floats = np.maximum(0.0, np.log(_COMPLETE_SIZE) - np.log(value))
    return below


def _effects(design: Floats, i: Ints, j: Ints, k: int, r: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Weighted ridge least squares of r on the margin and both biases; returns coefficients (p,), a (k,), b (k,)."""
    p = design.shape[1]
    normal = np.zeros((p + 2 * k, p + 2 * k))
    right = np.zeros(p + 2 * k)
    weighted = design * weight[:, None]
    # The faint ridge settles a regressor that does not vary, such as borders in a world of islands.
    normal[:p, :p] = design.T @ weighted + 1e-6 * np.eye(p)
    right[:p] = weighted.T @ r
    for sign, index, offset in ((-1.0, i, p), (1.0, j, p + k)):
        for column in range(p):
            normal[column, offset : offset + k] = sign * np.bincount(index, weighted[:, column], k)
        normal[offset : offset + k, offset : offset + k] = np.diag(np.bincount(index, weight, k) + 1.0 / _BIAS_PRIOR_SD**2)
        right[offset : offset + k] = sign * np.bincount(index, weight * r, k)
    normal[p : p + k, p + k :] = -np.bincount(i * k + j, weight, k * k).reshape(k, k)
    normal = np.triu(normal) + np.triu(normal, 1).T
    solution = np.linalg.solve(normal, right)
    a, b = solution[p : p + k], solution[p + k :]
    # Adding one constant to all biases changes no discrepancy; the average report, by precision, is taken as unbiased.
    common = float((np.bincount(i, weight, k) @ a + np.bincount(j, weight, k) @ b) / (2 * weight.sum()))
    return solution[:p], a - common, b - common


def _sums(index: Ints, weights: Floats, k: int) -> Floats:
    """Sum of weights by index, shape (k,)."""
    return np.bincount(index, weights, k).astype(np.float64)


def _variances(q: Floats, i: Ints, j: Ints, squared: Floats, sweeps: int = 30) -> Floats:
    """Maximum-likelihood q of ``E squared = q_i + q_j`` by the monotone multiplicative update of additive variance models."""
    k = len(q)
    for _ in range(sweeps):
        total = q[i] + q[j]
        excess, precision = squared / total**2, 1.0 / total
        up = _sums(i, excess, k) + _sums(j, excess, k)
        down = _sums(i, precision, k) + _sums(j, precision, k)
        # One pseudo-observation at the common mean keeps a reporter with few mirrors from looking perfect.
        mean = float(np.median(q[down > 0]))
        up, down = up + mean / (q + mean) ** 2 * 10, down + 10.0 / (q + mean)
        q = q * np.sqrt(up / down)
    return q


def _size_exponent(size: Floats, standardised: Floats, bins: int = 20) -> float:
    """Fit eta by the slope of log mean squared residual over bins of log size; never negative."""
    edges = np.quantile(size, np.linspace(0, 1, bins + 1))
    which = np.clip(np.searchsorted(edges, size, "right") - 1, 0, bins - 1)
    count = np.bincount(which, minlength=bins)
    use = count > 0
    level = np.log(np.bincount(which, standardised, bins)[use] / count[use])
    middle = np.log(np.bincount(which, size, bins)[use] / count[use])
    return max(0.0, -float(np.polyfit(middle, level, 1)[0])) if use.sum() > 1 else 0.0


def fit_mirror(rows: MirrorRows, *, rounds: int = 8) -> MirrorModel:
    """Estimate margin, biases and reliability from flows that both sides report.

    Parameters
    ----------
    rows : MirrorRows
        Rows without both reports (or with one that is not positive) are ignored.
    rounds : int
        Rounds of reweighting; residuals are cut at 4 standard deviations in each.

    Raises
    ------
    ValueError
        If fewer than ten flows have both reports.
    """
    both = (rows.exporter_report > 0) & (rows.importer_report > 0)
    if both.sum() < 10:
        raise ValueError(f"only {int(both.sum())} flows are reported by both sides; at least 10 are needed to estimate reliability")
    codes, index = np.unique(np.concatenate([np.asarray(rows.exporter)[both], np.asarray(rows.importer)[both]]), return_inverse=True)
    k, n = len(codes), int(both.sum())
    i, j = index[:n].astype(np.int64), index[n:].astype(np.int64)
    x, m = rows.exporter_report[both], rows.importer_report[both]
    r, size = np.log(m) - np.log(x), np.sqrt(x) * np.sqrt(m) / _REFERENCE_SIZE
    design = np.column_stack([_design(rows)[both], _smallness(size * _REFERENCE_SIZE)])
    q, eta = np.full(k, max(float(np.median(r**2)), 1e-6)), 0.0
    margin, a, b = np.zeros(4), np.zeros(k), np.zeros(k)
    e = r - np.median(r)
    for _ in range(rounds):
        scale = (q[i] + q[j]) * size**-eta
        outlier = np.minimum(1.0, 1.5 * np.sqrt(scale) / np.maximum(np.abs(e), 1e-12))
        margin, a, b = _effects(design, i, j, k, r, outlier / scale)
        e = r - design @ margin - b[j] + a[i]
        squared = np.minimum(e**2, _WINSOR**2 * scale)
        eta = _size_exponent(size, squared / (q[i] + q[j]))
        q = _variances(q, i, j, squared * size**eta)
    observations = (np.bincount(i, minlength=k) + np.bincount(j, minlength=k)).astype(np.int64)
    alpha, beta, gamma, delta = map(float, margin)
    return MirrorModel(tuple(map(str, codes)), (alpha, beta, gamma), delta, a, b, q, eta, observations)


def model_to_json(model: MirrorModel, source: str) -> str:
    """Write a model as JSON, rounded to four decimals, with the source of the reports it was estimated from."""
    fields = asdict(model) | {name: getattr(model, name).round(4).tolist() for name in ("export_bias", "import_bias", "variance")}
    return json.dumps(fields | {"observations": model.observations.tolist(), "method": MIRROR_METHOD, "source": source}) + "\n"


@lru_cache(maxsize=1)
def shipped_mirror_model() -> MirrorModel:
    """Model that ships with Messlatte, estimated by ``scripts/mirror_statistics.py``."""
    found = json.loads((files("messlatte.ledger") / "embedded" / "mirror_model.json").read_text(encoding="utf-8"))
    arrays = {name: np.asarray(found[name], dtype=np.float64) for name in ("export_bias", "import_bias", "variance")}
    alpha, beta, gamma = found["margin"]
    return MirrorModel(
        reporters=tuple(found["reporters"]),
        margin=(alpha, beta, gamma),
        missed=found["missed"],
        size_exponent=found["size_exponent"],
        observations=np.asarray(found["observations"], dtype=np.int64),
        **arrays,
    )


def _lookup(model: MirrorModel, codes: Sequence[str], values: Floats, unknown: float) -> Floats:
    """Value of each code, ``unknown`` for reporters that the model has not seen."""
    known = np.asarray(model.reporters)
    wanted = np.asarray(codes)
    at = np.clip(np.searchsorted(known, wanted), 0, len(known) - 1)
    return np.where(known[at] == wanted, values[at], unknown)


def reconcile(model: MirrorModel, rows: MirrorRows) -> Reconciled:
    """Bring both reports to f.o.b. and average them with inverse-variance weights.

    Where one side is missing the other alone is used, with its wider interval. A report that is not positive counts as missing:
    a reported zero against a positive mirror is a finding of `ledger.checks`, not a value to average in logs.

    Returns
    -------
    Reconciled
        Arrays of shape (n,), in the currency of ``rows``.
    """
    x = np.where(rows.exporter_report > 0, rows.exporter_report, np.nan)
    m = np.where(rows.importer_report > 0, rows.importer_report, np.nan)
    q_i = _lookup(model, rows.exporter, model.variance, model.unknown_variance)
    q_j = _lookup(model, rows.importer, model.variance, model.unknown_variance)
    size = np.where(np.isfinite(x) & np.isfinite(m), np.sqrt(x) * np.sqrt(m), np.where(np.isfinite(x), x, m))
    from_exporter = np.log(x) + model.missed * _smallness(size) - _lookup(model, rows.exporter, model.export_bias, 0.0)
    # A negative margin means re-exports, not freight: c.i.f. is never below f.o.b.
    margin = np.maximum(0.0, _design(rows) @ np.asarray(model.margin))
    from_importer = np.log(m) - margin - _lookup(model, rows.importer, model.import_bias, 0.0)
    has_x, has_m = np.isfinite(from_exporter), np.isfinite(from_importer)
    weight = np.where(has_x & has_m, q_j / (q_i + q_j), np.where(has_x, 1.0, np.where(has_m, 0.0, np.nan)))
    centre = np.where(has_x, weight * np.nan_to_num(from_exporter), 0.0) + np.where(has_m, (1 - weight) * np.nan_to_num(from_importer), 0.0)
    centre = np.where(has_x | has_m, centre, np.nan)
    variance = np.where(has_x & has_m, q_i * q_j / (q_i + q_j), np.where(has_x, q_i, q_j))
    spread = _Z80 * np.sqrt(variance * (np.exp(centre) / _REFERENCE_SIZE) ** -model.size_exponent)
    return Reconciled(np.exp(centre), np.exp(centre - spread), np.exp(centre + spread), weight, np.log(m) - np.log(x))
