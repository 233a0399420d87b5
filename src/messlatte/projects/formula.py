"""Formulas of a project file: arithmetic over parameter names, checked before anything is computed.

A formula may hold names, ``+ - * / **``, brackets, ``t`` (the flow's own year, 0, 1, 2, ...), the functions of `FUNCTIONS`, and the numbers
of `STRUCTURAL` only: every other number is a parameter, so that it has a source.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import gamma, nan

import numpy as np

from messlatte.projects.annuity import Floats, capital_recovery

__all__ = ["FUNCTIONS", "LONGEST", "STRUCTURAL", "evaluate", "names_of", "parsed"]

LONGEST = 400
"""Characters of a formula."""
STRUCTURAL = frozenset({0, 1, 2, 12, 100, 365, 1000, 1_000_000})
"""Numbers that need no source: units and halves."""


def _within(t: Floats, first: Floats, count: Floats) -> Floats:
    """1 in the ``count`` years that begin with ``first``, else 0; a broken year counts by its part."""
    inside = np.clip(np.minimum(t + 1, first + count) - np.maximum(t, first), 0.0, 1.0)
    return np.asarray(inside, dtype=np.float64)


def _gamma(x: float) -> float:
    """Gamma function; not a number where it has none or overflows, so that the check of finite values tells the user."""
    try:
        return gamma(x)
    except (ValueError, OverflowError):
        return nan


def _survival(t: Floats, mean: Floats, shape: Floats) -> Floats:
    """Share of a fleet that is still at work at age ``t``: Weibull of that mean life and shape."""
    scale = np.asarray(mean, dtype=np.float64) / np.vectorize(_gamma, otypes=[np.float64])(1.0 + 1.0 / np.asarray(shape, dtype=np.float64))
    return np.asarray(np.exp(-((np.maximum(t, 0.0) / scale) ** shape)), dtype=np.float64)


def _renewal(t: Floats, life: Floats) -> Floats:
    """How many of the ages ``life``, ``2 life``, ... fall into year ``t``, that is into [t, t + 1)."""
    upto = np.ceil((t + 1) / life - 1e-9) - np.ceil(t / life - 1e-9)
    return np.asarray(upto - (t == 0), dtype=np.float64)


def _cohorts(t: Floats, years: Floats, life: Floats) -> Floats:
    """How many yearly cohorts of 1, made in the years 0 to ``years - 1``, are not older than ``life``."""
    first = np.maximum(t - life, -1.0)
    return np.asarray(np.clip(np.minimum(t, years - 1) - first, 0.0, None), dtype=np.float64)


def _fleet(t: Floats, years: Floats, mean: Floats, shape: Floats) -> Floats:
    """Fleet in year ``t`` of yearly cohorts of 1, made in the years 0 to ``years - 1``, that thin out by `_survival`."""
    ages = np.arange(int(np.max(t)) + 1, dtype=np.float64)[:, None]
    # Sums of survival up to each age, with a 0 before; cohorts made in 0..t are of the ages t..0, the last `years` of them do not exist.
    total = np.concatenate([np.zeros((1, np.broadcast(mean, shape).size)), np.cumsum(_survival(ages, mean, shape), axis=0)])
    now = np.broadcast_to(np.asarray(t, dtype=np.int64) + 1, (np.size(t), total.shape[1]))
    gone = np.clip(np.nan_to_num(now - years, nan=0.0), 0.0, len(ages))
    lower = np.floor(gone).astype(np.int64)
    part = gone - lower
    alive = np.take_along_axis(total, now, axis=0) - np.take_along_axis(total, lower, axis=0) * (1.0 - part)
    return np.asarray(alive - np.take_along_axis(total, np.minimum(lower + 1, len(ages)), axis=0) * part, dtype=np.float64)


def _left(life: Floats, years: Floats) -> Floats:
    """Undepreciated share after ``years`` of things that last ``life`` and are replaced at its end (straight line)."""
    used = np.asarray(years / life, dtype=np.float64)
    return np.asarray(np.ceil(used - 1e-9) - used, dtype=np.float64).clip(0.0, 1.0)


FUNCTIONS: Mapping[str, tuple[int, Callable[..., Floats]]] = {
    "min": (2, np.minimum),
    "max": (2, np.maximum),
    "exp": (1, np.exp),
    "log2": (1, np.log2),
    "crf": (2, capital_recovery),
    "within": (3, _within),
    "survival": (3, _survival),
    "renewal": (2, _renewal),
    "left": (2, _left),
    "cohorts": (3, _cohorts),
    "fleet": (4, _fleet),
}
"""Functions by name: number of arguments, and what computes them."""

_BINARY: Mapping[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


@lru_cache(maxsize=4096)
def parsed(formula: str) -> ast.expr:
    """Syntax tree of a formula that holds nothing but what is allowed.

    Raises
    ------
    ValueError
        Says which part is not allowed and what to write instead.
    """
    if len(formula) > LONGEST:
        raise ValueError(f"is {len(formula)} characters long, more than {LONGEST}; give parts of it names of their own")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(
            f"{formula[:60]!r} is not a formula ({type(error).__name__}); write names, numbers, + - * / ** and brackets"
        ) from error
    _check(tree)
    return tree


def _check(node: ast.expr) -> None:
    """Refuse everything but arithmetic."""
    match node:
        case ast.Constant(value=value):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{value!r} is no number")
            if value not in STRUCTURAL:
                allowed = ", ".join(map(str, sorted(STRUCTURAL)))
                raise ValueError(f"the number {value!r} has no source: make it a parameter; without one only {allowed} are taken")
        case ast.Name():
            pass
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            _check(left)
            _check(right)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            if len(args) != FUNCTIONS[name][0]:
                raise ValueError(f"{name} takes {FUNCTIONS[name][0]} values, found {len(args)}")
            for argument in args:
                _check(argument)
        case _:
            raise ValueError(f"{ast.unparse(node)[:60]!r} is not allowed; functions are {', '.join(sorted(FUNCTIONS))}")


@lru_cache(maxsize=4096)
def names_of(formula: str) -> frozenset[str]:
    """Parameters that a formula reads; ``t`` is none."""
    found = set()

    def walk(node: ast.expr) -> None:
        match node:
            case ast.Name(id=name):
                found.add(name)
            case ast.UnaryOp(operand=operand):
                walk(operand)
            case ast.BinOp(left=left, right=right):
                walk(left)
                walk(right)
            case ast.Call(args=args):
                for argument in args:
                    walk(argument)

    walk(parsed(formula))
    return frozenset(found - {"t"})


def evaluate(formula: str, values: Mapping[str, Floats], t: Floats, known: dict[str, Floats] | None = None) -> Floats:
    """Value of a formula.

    Parameters
    ----------
    formula : str
    values : mapping of parameter name to ndarray, shape (draws,)
    t : ndarray, shape (years, 1)
        Own year of the flow.
    known : dict, optional
        Keeps what the functions gave, for the next formula with the same ``values`` and ``t``.

    Returns
    -------
    ndarray
        Shape (draws,) or (1,) where ``t`` does not occur, else (years, draws). Division by zero gives infinities; the caller checks.
    """
    memory = {} if known is None else known

    def called(node: ast.Call) -> Floats:
        key = ast.unparse(node)
        if key not in memory:
            memory[key] = FUNCTIONS[ast.unparse(node.func)][1](*map(value, node.args))
        return memory[key]

    def value(node: ast.expr) -> Floats:
        match node:
            case ast.Constant(value=number):
                return np.array([float(number)])  # type: ignore[arg-type]
            case ast.Name(id="t"):
                return t
            case ast.Name(id=name):
                return values[name]
            case ast.UnaryOp(op=op, operand=operand):
                inner = value(operand)
                return -inner if isinstance(op, ast.USub) else inner
            case ast.BinOp(left=left, op=op, right=right):
                return _BINARY[type(op)](value(left), value(right))
            case ast.Call():
                return called(node)
        raise AssertionError(ast.dump(node))

    with np.errstate(all="ignore"):
        return np.asarray(value(parsed(formula)), dtype=np.float64)
