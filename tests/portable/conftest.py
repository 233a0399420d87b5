"""The engines of the portability suite: DuckDB as the reference, Spark in local mode, ClickHouse inside this process (chdb)."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ENGINES = ("spark", "clickhouse")
_names = itertools.count()


@dataclass
class Engine:
    """An Ibis connection and a folder for the files that its tables are read from."""

    name: str
    connection: Any
    folder: Path
    kept: dict[int, ibis.Table] = field(default_factory=dict)

    def table(self, rows: pa.Table) -> ibis.Table:
        """Put rows on the engine as docs/guide/scale.md says: a Parquet file that is read, by ClickHouse into a table."""
        if id(rows) not in self.kept:
            name = f"rows_{next(_names)}"
            path = self.folder / f"{name}.parquet"
            pq.write_table(rows, path)
            if self.name == "clickhouse":
                self.connection.con.command(
                    f"CREATE TABLE {name} ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM file('{path}', 'Parquet')"
                )
            self.kept[id(rows)] = self.connection.table(name) if self.name == "clickhouse" else self.connection.read_parquet(path)
        return self.kept[id(rows)]


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    from messlatte.ledger.engine import ibis_connection

    return Engine("duckdb", ibis_connection(), tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp(request.param)
    yield from (_spark(folder) if request.param == "spark" else _clickhouse(folder))


def _spark(folder: Path) -> Iterator[Engine]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or later: scripts/install_java.sh installs Debian's")
    sql = pytest.importorskip("pyspark.sql", reason="the extra messlatte[spark] is not installed")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # Small tables: one task a stage, interpreted rather than compiled, and a JVM that does not optimise.
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.memory": "1g",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "scratch"),
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("messlatte-portable")
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        pytest.skip(f"Spark does not start here: {error}")
    yield Engine("spark", ibis.pyspark.connect(session), folder)
    session.stop()


def _clickhouse(folder: Path) -> Iterator[Engine]:
    client_of = pytest.importorskip("clickhouse_connect", reason="the extra messlatte[clickhouse] is not installed")
    pytest.importorskip("chdb", reason="ClickHouse's test double is not installed: uv sync --group engines")
    from ibis.backends.clickhouse import Backend

    class Embedded(Backend):
        """ClickHouse's own backend; chdb takes no external data with a query, so tables in memory are written first."""

        def put(self, name: str, rows: pa.Table) -> None:
            schema = ibis.Schema.from_pyarrow(rows.schema)
            columns = ", ".join(f"`{column}` {self.compiler.type_mapper.to_string(kind)}" for column, kind in schema.items())
            self.con.command(f"CREATE TABLE `{name}` ({columns}) ENGINE = Memory")
            self.con.insert_arrow(name, rows)

        def _normalize_external_tables(self, external_tables: Any = None) -> None:
            for name, held in (external_tables or {}).items():
                if name not in self.list_tables():
                    self.put(name, held.data.to_pyarrow(held.schema))

    connection = Embedded.from_connection(client_of.get_client(interface="chdb"))
    yield Engine("clickhouse", connection, folder)
    connection.con.close()
