"""A Spark session of this machine that Splink can work with, closed when the work is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from onrecord.core.kernel.errors import UsageError

_PARTITIONS = 8


@contextmanager
def spark_api(memory: str = "4g") -> Iterator[Any]:
    """Yield Splink's door to a local Spark session.

    The similarities come from the archive that Splink ships; nothing is fetched. Raises
    ``UsageError`` where Spark is not installed or Java does not start.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415
        from splink import SparkAPI  # noqa: PLC0415
        from splink.backends.spark import similarity_jar_location  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Spark is not installed", remedy="Install it: pip install pyspark; it needs Java 17."
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        builder = SparkSession.builder.master("local[2]").appName("onrecord")
        told = {
            "spark.driver.memory": memory,
            "spark.jars": similarity_jar_location(),
            "spark.sql.shuffle.partitions": str(_PARTITIONS),
            "spark.default.parallelism": str(_PARTITIONS),
            "spark.ui.enabled": "false",
            "spark.sql.warehouse.dir": folder,
        }
        for name, value in told.items():
            builder = builder.config(name, value)
        try:
            session = builder.getOrCreate()
        except RuntimeError as error:  # PySparkRuntimeError: no Java
            raise UsageError(
                "Spark does not start: {reason}", remedy="It needs Java 17.", reason=str(error)
            ) from error
        try:
            session.sparkContext.setCheckpointDir(folder)
            session.sparkContext.setLogLevel("ERROR")
            yield SparkAPI(  # type: ignore[no-untyped-call]
                spark_session=session,
                break_lineage_method="parquet",
                num_partitions_on_repartition=_PARTITIONS,
            )
        finally:
            session.stop()
