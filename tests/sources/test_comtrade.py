"""UN Comtrade: the API with its limits, its bulk files, files of its website."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_reading import read
from sources_server import Call, Reply, Server

from messlatte.core.errors import InputError, MesslatteError, NetworkError, UsageError
from messlatte.sources import comtrade
from messlatte.sources.comtrade import Access
from messlatte.sources.comtrade_query import Query, halves, periods_between
from messlatte.sources.http import Bounds
from messlatte.sources.relation import Role
from messlatte.sources.snapshot import snapshots

QUICK = Bounds(total=4, wait=1, attempts=3, backoff=0.01)


def row(
    period: str = "2023", reporter: int = 112, partner: int = 643, flow: str = "X", product: str = "TOTAL", value: float = 100.5
) -> dict[str, object]:
    return {
        "typeCode": "C", "freqCode": "A" if len(period) == 4 else "M", "refPeriodId": int(f"{period:0<6}01"[:8]),
        "refYear": int(period[:4]),
        "refMonth": 52, "period": period, "reporterCode": reporter, "reporterISO": None, "reporterDesc": None, "flowCode": flow,
        "flowDesc": None, "partnerCode": partner, "partnerISO": None, "partnerDesc": None, "partner2Code": 0, "partner2ISO": None,
        "partner2Desc": None, "classificationCode": "H6", "classificationSearchCode": "HS", "isOriginalClassification": True,
        "cmdCode": product, "cmdDesc": None, "aggrLevel": 0, "isLeaf": False, "customsCode": "C00", "customsDesc": None, "mosCode": "0",
        "motCode": 0, "motDesc": None, "qtyUnitCode": -1, "qtyUnitAbbr": None, "qty": 0.0, "isQtyEstimated": False, "altQtyUnitCode": -1,
        "altQtyUnitAbbr": None, "altQty": 0.0, "isAltQtyEstimated": False, "netWgt": None, "isNetWgtEstimated": False, "grossWgt": 0.0,
        "isGrossWgtEstimated": False, "cifvalue": None, "fobvalue": value, "primaryValue": value, "legacyEstimationFlag": 0,
        "isReported": False, "isAggregate": True,
    }  # fmt: skip


def answered(rows: list[dict[str, object]]) -> Reply:
    body = {"elapsedTime": "0.3 secs", "count": len(rows), "data": rows, "error": ""}
    return Reply(json.dumps(body).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


def world(call: Call, partners: tuple[int, ...] = (643,)) -> Reply:
    """Answer as the preview does: all combinations asked for, cut at maxRecords, one period."""
    if "," in call.query["period"] and "preview" in call.path:
        return Reply(b'{"statusCode": 400, "message": "one period only"}', status=400)
    products = call.query["cmdCode"].split(",")
    rows = [
        row(period, int(reporter), partner, flow, product)
        for period in call.query["period"].split(",")
        for reporter in call.query["reporterCode"].split(",")
        for flow in call.query["flowCode"].split(",")
        for product in products
        for partner in partners
    ]
    return answered(rows[: int(call.query["maxRecords"])])


def access(server: Server, **options: object) -> Access:
    return Access(base_url=server.url, pause=0.0, bounds=QUICK, allow_loopback=True, **options)  # type: ignore[arg-type]


def test_without_a_key_one_period_an_answer(server: Server, tmp_path: Path) -> None:
    server.answer = world
    query = Query(("112",), ("2021", "2022", "2023"), ("643",))
    snapshot = comtrade.fetch(tmp_path, query, access(server))
    assert [call.path for call in server.calls] == ["/public/v1/preview/C/A/HS"] * 3
    assert {call.query["maxRecords"] for call in server.calls} == {"500"}
    assert all("ocp-apim-subscription-key" not in call.headers for call in server.calls)
    (flows,) = comtrade.relations(snapshot)
    found = read(flows).rows
    assert sorted({(r[Role.PERIOD], r[Role.FLOW]) for r in found}) == [
        (y, f) for y in ("2021", "2022", "2023") for f in ("export", "import")
    ]
    assert found[0][Role.CLASSIFICATION] == "HS22"
    assert found[0][Role.VALUE] == 100.5
    assert flows.valuation == {"export": "fob", "import": "cif"}
    assert not list((tmp_path / "raw" / "partial").glob("job-*"))


def test_with_a_key_many_periods_and_a_header(server: Server, tmp_path: Path) -> None:
    server.answer = world
    comtrade.fetch(tmp_path, Query(("112",), periods_between("202301", "202402")), access(server, key="k3y"))
    assert [call.path for call in server.calls] == ["/data/v1/get/C/M/HS"] * 2
    assert len(server.calls[0].query["period"].split(",")) == 12
    assert server.calls[0].headers["ocp-apim-subscription-key"] == "k3y"
    assert all("k3y" not in str(call.query) for call in server.calls)
    assert not any(b"k3y" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_key_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESSLATTE_COMTRADE_KEY", "k3y")
    assert Access.from_environment().key == "k3y"
    monkeypatch.setenv("MESSLATTE_COMTRADE_KEY", "")
    assert Access.from_environment().key is None


def test_an_answer_at_the_limit_is_cut_until_it_is_whole(server: Server, tmp_path: Path) -> None:
    partners = tuple(range(1, 201))
    server.answer = lambda call: world(call, partners)
    snapshot = comtrade.fetch(tmp_path, Query(("112", "643"), ("2023",), products=("01", "02")), access(server))
    (flows,) = comtrade.relations(snapshot)
    assert len(read(flows).rows) == 2 * 2 * 2 * 200
    assert len(server.calls) == 1 + 2 + 4


def test_what_cannot_be_cut_further_says_what_to_do(server: Server, tmp_path: Path) -> None:
    server.answer = lambda call: world(call, tuple(range(1, 900)))
    with pytest.raises(UsageError, match="MESSLATTE_COMTRADE_KEY, or load the bulk file"):
        comtrade.fetch(tmp_path, Query(("112",), ("2023",), flows=("X",)), access(server))
    assert snapshots(tmp_path) == ()


def test_a_rate_limit_is_waited_for(server: Server, tmp_path: Path) -> None:
    limited = Reply(b'{"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}', 429, {"Retry-After": "1"})
    server.answer = lambda call: limited if len(server.calls) == 1 else world(call)
    start = time.monotonic()
    comtrade.fetch(tmp_path, Query(("112",), ("2023",)), access(server))
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b'{"statusCode": 401, "message": "Access denied due to invalid subscription key."}', 401), "check the key"),
        (Reply(b'{"statusCode": 403, "message": "Out of call volume quota."}', 403), "refused"),
        (Reply(b'{"elapsedTime": "0", "count": 0, "data": [], "error": "Invalid reporter"}'), "Invalid reporter"),
        (Reply(b'{"count": 5, "data": [], "error": ""}'), "5 rows were announced, 0 came"),
        (Reply(b'{"hello": 1}'), "another form"),
        (Reply(b'{"data": ['), "not JSON"),
        (Reply(b"<html>", headers={"Content-Type": "text/html"}), "web page"),
        (Reply(b'{"data": []}', cut=4), "cut off"),
        (Reply(status=500), "500"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_kept(server: Server, tmp_path: Path, reply: Reply, said: str) -> None:
    server.script(reply)
    with pytest.raises(NetworkError, match=said):
        comtrade.fetch(tmp_path, Query(("112",), ("2023",)), access(server))
    assert snapshots(tmp_path) == ()


def test_no_rows_is_an_answer(server: Server, tmp_path: Path) -> None:
    server.script(answered([]))
    (flows,) = comtrade.relations(comtrade.fetch(tmp_path, Query(("112",), ("2031",)), access(server)))
    assert read(flows).rows == []


@pytest.mark.slow
def test_killed_between_answers_then_resumed(server: Server, tmp_path: Path) -> None:
    def slow(call: Call) -> Reply:
        time.sleep(0.3)
        return world(call)

    server.answer = slow
    program = (
        "from pathlib import Path; from messlatte.sources import comtrade; from messlatte.sources.comtrade_query import Query;"
        f"comtrade.fetch(Path({str(tmp_path)!r}), Query(('112',), tuple(map(str, range(2000, 2020)))),"
        f" comtrade.Access(base_url={server.url!r}, pause=0.0, allow_loopback=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 20
    while len(server.calls) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    before = len(server.calls)
    assert snapshots(tmp_path) == ()
    server.answer = world
    snapshot = comtrade.fetch(tmp_path, Query(("112",), tuple(map(str, range(2000, 2020)))), access(server))
    assert len(read(comtrade.relations(snapshot)[0]).rows) == 40
    assert len(server.calls) - before <= 17


def bulk(rows: list[dict[str, object]]) -> bytes:
    names = list(row())
    lines = ["\t".join(names), *("\t".join("" if one[name] is None else str(one[name]) for name in names) for one in rows)]
    return gzip.compress(("\n".join(lines) + "\n").encode())


def test_a_bulk_file_counts_each_flow_once(tmp_path: Path) -> None:
    rows = [
        row(product="TOTAL", value=10.0), row(product="01", value=10.0), row(product="0101", value=10.0), row(product="010121", value=6.0),
        row(product="010129", value=3.0), row(product="9999AA", value=1.0), row(product="010121", partner=0, value=99.0),
        {**row(product="010121", value=2.0), "motCode": 2100}, row(product="010121", flow="RX", value=5.0),
    ]  # fmt: skip
    path = tmp_path / "COMTRADE-FINAL-CA112202023H6[2024-05-01].gz"
    path.write_bytes(bulk(rows))
    (flows,) = comtrade.relations(comtrade.add(tmp_path / "data", path))
    found = read(flows)
    assert sum(float(str(r[Role.VALUE])) for r in found.rows) == 10.0
    assert [r[Role.VALUE] for r in found.totals] == [10.0]
    assert flows.frequency == "A"


def test_a_row_that_ends_with_one_delimiter_more_is_read(tmp_path: Path) -> None:
    names = ("freqCode", "period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue")
    lines = [",".join(names), "A,2023,112,X,643,010121,6,", "A,2023,112,X,643,TOTAL,6,"]
    (tmp_path / "TradeData.csv").write_text("\n".join(lines) + "\n")
    (flows,) = comtrade.relations(comtrade.add(tmp_path / "data", tmp_path / "TradeData.csv"))
    found = read(flows)
    assert [r[Role.VALUE] for r in found.rows] == [6.0]
    assert len(found.totals) == 1


def test_bulk_files_are_listed_and_downloaded(server: Server, tmp_path: Path) -> None:
    content = bulk([row("202301", product="010121"), row("202302", product="010121")])

    def answer(call: Call) -> Reply:
        if call.path == "/bulk/v1/get/C/M/HS":
            entry = {"reporterCode": 112, "period": 202301, "classificationCode": "H6", "fileUrl": server.url + "/bulk/v1/file/1"}
            return answered([entry])
        return Reply(content, headers={"Content-Type": "application/gzip", "ETag": '"1"'})

    server.answer = answer
    query = Query(("112",), ("202301",))
    with pytest.raises(UsageError, match="need a subscription key"):
        comtrade.fetch_bulk(tmp_path, query, access(server))
    snapshot = comtrade.fetch_bulk(tmp_path, query, access(server, key="k3y"))
    (flows,) = comtrade.relations(snapshot)
    assert flows.frequency == "M"
    assert [r[Role.PERIOD] for r in read(flows).rows] == ["2023-01", "2023-02"]
    server.script(answered([]))
    with pytest.raises(NetworkError, match="no bulk file"):
        comtrade.fetch_bulk(tmp_path, query, access(server, key="k3y"))


@given(st.lists(st.tuples(st.integers(1, 999), st.sampled_from("MX"), st.floats(0, 1e13, allow_nan=False)), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_round_trip_of_an_answer(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, float]]) -> None:
    tmp_path = tmp_path_factory.mktemp("comtrade")
    path = tmp_path / "answer.json"
    path.write_bytes(answered([row(partner=partner, flow=flow, value=value) for partner, flow, value in rows]).body)
    (flows,) = comtrade.relations(comtrade.add(tmp_path / "data", path))
    found = [(r[Role.PARTNER], r[Role.FLOW], r[Role.VALUE]) for r in read(flows).rows]
    assert found == [(str(partner), {"M": "import", "X": "export"}[flow], value) for partner, flow, value in rows]


@pytest.mark.parametrize(
    ("name", "content"), [("x.json", b'{"rows": []}'), ("x.json", b"["), ("x.csv", b"period,a\n2023,1\n"), ("x.csv", b"a,b\n1,2\n")]
)
def test_what_is_not_comtrade_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError):
        comtrade.add(tmp_path / "data", tmp_path / name)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reporters": ()}, {"reporters": ("BLR",)}, {"periods": ("2023", "202301")}, {"periods": ("23",)}, {"periods": ("202313",)},
        {"flows": ("export",)}, {"classification": "HS92"},
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_meant(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Query(**{"reporters": ("112",), "periods": ("2023",), **wrong})  # type: ignore[arg-type]


def test_periods() -> None:
    assert periods_between("2015", "2017") == ("2015", "2016", "2017")
    assert periods_between("202211", "202302") == ("202211", "202212", "202301", "202302")
    for first, last in (("2023", "2020"), ("2023", "202401"), ("", "")):
        with pytest.raises(UsageError):
            periods_between(first, last)


@given(st.integers(1, 5), st.integers(1, 3), st.integers(1, 4))
def test_halves_lose_nothing(periods: int, reporters: int, products: int) -> None:
    query = Query(
        tuple(map(str, range(1, reporters + 1))),
        tuple(map(str, range(2000, 2000 + periods))),
        (),
        tuple(f"{n:02d}" for n in range(products)),
    )

    def cells(one: Query) -> list[tuple[str, ...]]:
        return [(p, f, r, k) for p in one.periods for f in one.flows for r in one.reporters for k in one.products]

    left, right = halves(query)
    assert sorted(cells(left) + cells(right)) == sorted(cells(query))


def test_every_error_is_ours(server: Server, tmp_path: Path) -> None:
    for body in (b"", b"null", b"[]", b"0", b'"x"', b'{"data": [1]}', b'{"data": {"a": 1}}', b"\xff\xfe"):
        server.script(Reply(body))
        with pytest.raises(MesslatteError):
            comtrade.fetch(tmp_path, Query(("112",), ("2023",)), access(server))
