"""How a run ends when it is told to: cleaned up, with its workers, without a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spbe_cli import processes
from tests.conftest import EXAMPLES, Write

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals as POSIX has them")

_SLOW = """
import os, signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # what runs the tests may ignore it, as nohup does
from spbe_cli import ending, processes
from spbe_cli.__main__ import main
from spbe_cli.commands import entries

def slowly(files):
    time.sleep(30)

os.cpu_count = lambda: 2
entries._read = slowly
sys.argv[1:] = ["batch", "many"]
main()
"""


def started(*command: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **options)  # type: ignore[call-overload, no-any-return]


def group(leader: int) -> list[int]:
    """The processes of a session's group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = entry.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == leader and state != "Z":
            found.append(int(entry.parent.name))
    return found


def until(reached: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def pool(write: Write) -> Iterator[subprocess.Popen[str]]:
    """A ``batch`` whose two workers are at work."""
    for one in range(600):
        write(f"agency: Kota {one}\nyear: 2024\nanswers: {{1: 3}}\n", f"many/{one:03d}.yaml")
    run = started(sys.executable, "-c", _SLOW)
    assert until(lambda: len(group(run.pid)) == 3)
    time.sleep(0.3)  # until the workers have begun
    yield run
    for one in group(run.pid):
        os.kill(one, signal.SIGKILL)
    run.wait()


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


@needs_proc
@pytest.mark.parametrize(("told", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGKILL", -9)])
def test_workers_end_with_their_parent(pool: subprocess.Popen[str], told: str, code: int) -> None:
    pool.send_signal(signal.Signals[told])
    out, err = pool.communicate(timeout=20)
    assert (pool.returncode, out, err) == (code, "", "")
    assert until(lambda: not group(pool.pid), 3)


@needs_proc
def test_ctrl_c_reaches_every_process_and_none_complains(pool: subprocess.Popen[str]) -> None:
    os.killpg(pool.pid, signal.SIGINT)
    out, err = pool.communicate(timeout=20)
    assert (pool.returncode, out, err) == (130, "", "")
    assert until(lambda: not group(pool.pid), 3)


@needs_proc
def test_a_worker_that_is_killed_is_a_sentence(pool: subprocess.Popen[str]) -> None:
    os.kill(max(group(pool.pid)), signal.SIGKILL)
    out, err = pool.communicate(timeout=20)
    assert (pool.returncode, out) == (2, "")
    assert "was ended from outside, so not all are read (as happens when memory runs out" in err
    assert until(lambda: not group(pool.pid), 3)


def test_ctrl_c_at_any_instant_is_130_and_says_nothing() -> None:
    # Until its first line of ours runs, Python itself answers.
    code = (
        "import os, signal, sys, threading\n"
        "from spbe_cli.ending import answer_signals\n"
        "from spbe_cli.__main__ import main\n"
        "answer_signals()\n"
        "threading.Timer(float(sys.argv.pop(1)), os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "main()\n"
    )
    ended = []
    for step in range(24):
        run = started(sys.executable, "-c", code, str(step * 0.012), "score", str(EXAMPLES / "denpasar-2018.yaml"))
        _out, err = run.communicate(timeout=20)
        assert err == ""
        ended.append(run.returncode)
    assert set(ended) <= {0, 130}
    assert ended[0] == 130


def test_what_is_ignored_stays_ignored() -> None:
    code = (
        "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nfrom spbe_cli import ending\nending.answer_signals()\n"
        "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN, callable(signal.getsignal(signal.SIGTERM)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True True\n"


def test_a_signal_waits_for_steps_that_belong_together() -> None:
    code = (
        "import os, signal\nfrom spbe_cli import ending\nending.answer_signals()\n"
        "with ending.InOrder():\n  try:\n    with ending.Undisturbed():\n      os.kill(os.getpid(), signal.SIGTERM)\n"
        "      print('done')\n    print('too late')\n  finally:\n    print('cleaned up')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (143, "done\ncleaned up\n", "")


def test_what_a_worker_raises_is_raised_and_the_workers_end() -> None:
    with pytest.raises(ValueError, match="invalid literal"), processes.workers(2, _nothing, ()) as over:
        list(over(int, ["1", "x"]))
    with processes.workers(2, _nothing, ()) as over:
        assert list(over(int, ["1", "2", "3"])) == [1, 2, 3]


def _nothing() -> None:
    """Begins a worker that needs nothing."""


_AMID_RESULTS = """
import multiprocessing, os, pathlib, signal, sys, time
from spbe_cli.processes import Lost, workers

def begin():
    pass

def much(flag):
    result = b"x" * 2**26
    pathlib.Path(flag).touch()
    return result

flags = [pathlib.Path(sys.argv[1]) / str(number) for number in range(2)]
try:
    with workers(2, begin, ()) as over:
        results = over(much, flags)
        while not all(flag.exists() for flag in flags):
            time.sleep(0.001)
        time.sleep(float(sys.argv[2]))
        if sys.argv[3] == "told":
            sys.exit(143)
        for one in multiprocessing.active_children():
            os.kill(one.pid, signal.SIGKILL)
        print(sum(map(len, results)) == 2**27)
except Lost:
    print("lost")
finally:
    print("ended")
"""


@pytest.fixture
def amid_results(tmp_path: Path) -> Callable[[int, str], tuple[int, str, str]]:
    """Runs a program whose workers end while they hand over long results, later or sooner: when it is told to, or killed."""

    def run(later: int, how: str) -> tuple[int, str, str]:
        (tmp_path / "run.py").write_text(_AMID_RESULTS)
        words = [sys.executable, str(tmp_path / "run.py"), str(tmp_path), str(0.06 + 0.02 * later), how]
        ran = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
        return ran.returncode, ran.stdout, ran.stderr

    return run


begins_by_copies = pytest.mark.skipif(sys.platform == "win32", reason="the program begins workers by copies of itself")


@begins_by_copies
@pytest.mark.parametrize("later", range(7))
def test_workers_that_are_ended_amid_results_are_not_waited_for(
    amid_results: Callable[[int, str], tuple[int, str, str]], later: int
) -> None:
    assert amid_results(later, "told") == (143, "ended\n", "")


@begins_by_copies
@pytest.mark.parametrize("later", range(7))
def test_the_rest_of_a_result_is_not_waited_for_when_its_worker_is_killed(
    amid_results: Callable[[int, str], tuple[int, str, str]], later: int
) -> None:
    # Whoever is quick has all results.
    code, out, err = amid_results(later, "killed")
    assert (code, out.removesuffix("ended\n") in ("lost\n", "True\n"), err) == (0, True, "")
