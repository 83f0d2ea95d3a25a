"""Sends requests and times them: wrk where it is installed, else threads of our own, which take more of the machine."""

import http.client
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
WRK = shutil.which("wrk")
# Method, path, body and headers.
Asked = tuple[str, str, bytes, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Timing:
    """`p50`, `p95`, `p99` in milliseconds; `failed` answers are 4xx, 5xx and none at all."""

    requests: int
    seconds: float
    failed: int
    p50: float
    p95: float
    p99: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


def read(port: int, cookie: str, paths: list[str], *, connections: int, seconds: float) -> Timing:
    """GETs the paths in turn for so long over kept connections."""
    if WRK:
        return _wrk(port, cookie, paths, connections, seconds)
    ends = time.perf_counter() + seconds

    def requests(turn: int) -> Iterator[Asked]:
        for path in islice(cycle(paths), turn * 97, None):
            if time.perf_counter() > ends:
                return
            yield "GET", path, b"", {"Cookie": cookie}

    return send(port, requests, connections=connections)


def send(port: int, requests: Callable[[int], Iterator[Asked]], *, connections: int) -> Timing:
    """Each connection sends what `requests(its number)` yields."""
    times: list[float] = []
    failures: list[int] = []

    def work(turn: int) -> None:
        kept = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for asked in requests(turn):
            begun = time.perf_counter()
            kept.request(*asked)
            answer = kept.getresponse()
            answer.read()
            times.append(time.perf_counter() - begun)
            if answer.status >= 400:
                failures.append(answer.status)
        kept.close()

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(connections)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return timed(times, time.perf_counter() - begun, len(failures))


def timed(times: list[float], seconds: float, failed: int) -> Timing:
    """The percentiles of so many durations (seconds)."""
    ordered = sorted(times) or [0.0]

    def percentile(share: float) -> float:
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000

    return Timing(len(times), seconds, failed, percentile(0.50), percentile(0.95), percentile(0.99))


def _wrk(port: int, cookie: str, paths: list[str], connections: int, seconds: float) -> Timing:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        command = [
            str(WRK), "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", str(SCRIPT),
            f"http://127.0.0.1:{port}",
        ]  # fmt: skip
        environment = os.environ | {"BENCH_COOKIE": cookie, "BENCH_PATHS": file.name}
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    figures = next(line for line in said.splitlines() if line.startswith("FIGURES"))
    requests, duration, failed, p50, p95, p99 = map(float, figures.split()[1:])
    return Timing(int(requests), duration / 1e6, int(failed), p50 / 1000, p95 / 1000, p99 / 1000)
