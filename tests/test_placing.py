"""Files put in place: whole, together, by one run only, and nothing left beside them."""

from __future__ import annotations

import errno
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spbe_cli.output import Destination, write, write_to_fill_in
from spbe_cli.placing import Placement
from spbe_cli.reading.problems import BadInput
from tests.conftest import EXAMPLES, Spbe
from tests.test_processes import started

posix = pytest.mark.skipif(sys.platform == "win32", reason="locks, links and devices as POSIX has them")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever happens, no hidden file is left."""
    monkeypatch.chdir(tmp_path)
    yield
    assert hidden(tmp_path) == []


def hidden(folder: Path = Path()) -> list[str]:
    return sorted(str(one) for one in folder.rglob(".*"))


def told(function: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as bad:
        function()
    return [(one.path, one.code) for one in bad.value.problems]


FILES = {"a.yaml": "new a", "b/b.yaml": "new b", "c.yaml": "new c"}


class TestAllOrNone:
    @pytest.mark.parametrize("in_the_way", FILES)
    def test_a_folder_in_the_way_leaves_the_others_as_they_were(self, in_the_way: str) -> None:
        Path("a.yaml").write_text("old a")
        if in_the_way == "a.yaml":
            Path("a.yaml").unlink()
        Path(in_the_way).mkdir(parents=True)
        before = sorted(Path().rglob("*"))
        assert told(lambda: write_to_fill_in(FILES, force=True)) == [(in_the_way, "not_writable")]
        assert sorted(Path().rglob("*")) == before
        if in_the_way != "a.yaml":
            assert Path("a.yaml").read_text() == "old a"

    @pytest.mark.parametrize("fails_at", [1, 2, 3])
    @pytest.mark.parametrize("links", [True, False])
    def test_what_is_in_place_already_is_taken_back(self, monkeypatch: pytest.MonkeyPatch, fails_at: int, links: bool) -> None:
        Path("a.yaml").write_text("old a")
        Path("c.yaml").write_text("old c")
        Path("c.yaml").chmod(0o640)
        before = {one: one.stat().st_mode for one in Path().rglob("*")}
        put, done = Placement.put, []

        def failing(self: Placement, path: str, *, over: bool) -> None:
            done.append(path)
            if len(done) == fails_at:
                raise OSError(errno.EIO, "no disk")
            put(self, path, over=over)

        monkeypatch.setattr(Placement, "put", failing)
        if not links:
            without_links(monkeypatch)
        assert told(lambda: write_to_fill_in(FILES, force=True)) == [(list(FILES)[fails_at - 1], "not_writable")]
        assert {one: one.stat().st_mode for one in Path().rglob("*")} == before
        assert (Path("a.yaml").read_text(), Path("c.yaml").read_text()) == ("old a", "old c")

    @pytest.mark.systems
    @pytest.mark.parametrize("links", [True, False])
    def test_a_file_that_is_open_elsewhere_is_left_and_the_others_are_put_back(
        self, monkeypatch: pytest.MonkeyPatch, links: bool
    ) -> None:
        # As Windows has it for a workbook that Excel holds, in its own words: nothing may take its place.
        for one in ("a.yaml", "c.yaml"):
            Path(one).write_text("old")
        replace = Path.replace

        def held(self: Path, target: Path) -> Path:
            if target.name == "c.yaml":
                raise PermissionError(errno.EACCES, "Akses ditolak")
            return replace(self, target)

        if sys.platform != "win32":
            monkeypatch.setattr(Path, "replace", held)
        if not links:
            without_links(monkeypatch)
        with Path("c.yaml").open(), pytest.raises(BadInput) as bad:
            write_to_fill_in(FILES, force=True)
        assert [f"{one.place}: {one.in_full}" for one in bad.value.problems] == [
            "c.yaml: can't be written: Permission denied (close it where it is open, such as in Excel, or write elsewhere)"
        ]
        assert {str(one): one.read_text() for one in Path().iterdir()} == {"a.yaml": "old", "c.yaml": "old"}

    @pytest.mark.systems
    def test_all(self) -> None:
        Path("a.yaml").write_text("old a")
        Path("a.yaml").chmod(0o600)
        write_to_fill_in(FILES, force=True)
        assert {one: Path(one).read_text() for one in FILES} == FILES
        if sys.platform != "win32":
            assert Path("a.yaml").stat().st_mode & 0o777 == 0o600
            assert Path("c.yaml").stat().st_mode & 0o777 == 0o666 & ~umask()

    def test_without_force_every_file_that_is_there_is_named(self) -> None:
        for one in ("a.yaml", "c.yaml"):
            Path(one).write_text("old")
        # One sentence for all of them, at their folder.
        assert told(lambda: write_to_fill_in(FILES, force=False)) == [(".", "there_already")]
        assert not Path("b").exists()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)


@pytest.mark.parametrize("links", [True, False])
def test_of_two_writers_of_one_new_file_one_succeeds(monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        without_links(monkeypatch)
    stage = Placement.stage

    def another_is_quicker(self: Placement, path: str, pieces: Any) -> None:
        stage(self, path, pieces)
        Path(path).write_text("theirs")

    monkeypatch.setattr(Placement, "stage", another_is_quicker)
    assert told(lambda: write_to_fill_in({"a.yaml": "ours"}, force=False)) == [("a.yaml", "there_already")]
    assert Path("a.yaml").read_text() == "theirs"
    write_to_fill_in({"a.yaml": "ours"}, force=True)
    assert Path("a.yaml").read_text() == "ours"


@pytest.mark.systems
def test_many_at_once_one_succeeds() -> None:
    runs = [started(sys.executable, "-m", "spbe_cli", "init", "--agency", f"Kota {one}", "--year", "2024", "-o", "new.yaml")
            for one in range(4)]  # fmt: skip
    errors = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 2, 2, 2]
    won = next(place for place, run in enumerate(runs) if run.returncode == 0)
    assert f"agency: Kota {won}\n" in Path("new.yaml").read_text()
    assert all("new.yaml: this is there already" in error for place, error in enumerate(errors) if place != won)


def test_a_report_that_is_interrupted_leaves_the_old_one() -> None:
    def pieces() -> Iterator[str]:
        yield "new"
        assert hidden() != []
        raise KeyboardInterrupt

    Path("report.json").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write(pieces(), Destination(path="report.json"))
    assert Path("report.json").read_text() == "old"


def test_what_is_written_is_on_the_disk_before_it_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    synced, put = os.fsync, Placement.put

    def noted(number: int) -> None:
        steps.append("synced")
        synced(number)

    def putting(self: Placement, path: str, *, over: bool) -> None:
        steps.append("put")
        put(self, path, over=over)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Placement, "put", putting)
    write("x", Destination(path="a.txt"))
    assert steps == ["synced", "put", "synced"]

    def broken(_number: int) -> None:
        raise OSError(errno.EIO, "no disk")

    monkeypatch.setattr(os, "fsync", broken)
    assert told(lambda: write("y", Destination(path="a.txt"))) == [("--output a.txt", "not_writable")]
    assert Path("a.txt").read_text() == "x"

    def no_disk(_number: int) -> None:
        raise OSError(errno.EINVAL, "nothing to sync")

    monkeypatch.setattr(os, "fsync", no_disk)
    write("z", Destination(path="a.txt"))
    assert Path("a.txt").read_text() == "z"


@posix
@pytest.mark.parametrize("name", ["x" * 250 + ".yaml", "é" * 125 + ".yaml"])
def test_a_name_as_long_as_can_be(name: str) -> None:
    write("x", Destination(path=name))
    write_to_fill_in({name: "y"}, force=True)
    assert list(Path().iterdir()) == [Path(name)]
    longer = f"x{name}"
    assert told(lambda: write("x", Destination(path=longer))) == [(f"--output {longer}", "not_writable")]


# What a killed run leaves.

_WAITS = """
import os, sys
from spbe_cli import ending
from spbe_cli.output import Destination, write

def pieces():
    yield "half"
    print("staged", flush=True)
    import time
    time.sleep(30)

ending.answer_signals()
write(pieces(), Destination(path="report.txt"))
"""


@posix
@pytest.mark.parametrize("told_by", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_nothing_hidden_survives(told_by: str) -> None:
    Path("report.txt").write_text("old")
    run = started(sys.executable, "-c", _WAITS)
    assert run.stdout is not None
    assert run.stdout.readline() == "staged\n"
    [folder] = [one for one in hidden() if "/" not in one]
    # A run that is still at work is left alone.
    write("x", Destination(path="other.txt"))
    assert folder in hidden()
    run.send_signal(signal.Signals[told_by])
    _out, error = run.communicate(timeout=20)
    assert Path("report.txt").read_text() == "old"
    if told_by == "SIGKILL":
        assert folder in hidden()
        # The next run there clears it, whatever it writes.
        write("y", Destination(path="other.txt"))
    else:
        assert "Traceback" not in error or told_by == "SIGINT"  # a program that uses us answers Ctrl-C in its own way
    assert hidden() == []


@posix
def test_only_what_is_ours_is_cleared() -> None:
    others = [".spbe-notes.tmp", ".spbe-0123456789abcdef.tmp.bak", ".spbe"]
    for one in others:
        Path(one).mkdir()
    Path("elsewhere").mkdir()
    Path("elsewhere/kept").touch()
    Path(".spbe-0123456789abcdef.tmp").symlink_to("elsewhere")
    Path(".spbe-0123456789abcdee.tmp").touch()
    write("x", Destination(path="a.txt"))
    assert hidden() == sorted([*others, ".spbe-0123456789abcdef.tmp", ".spbe-0123456789abcdee.tmp"])
    assert Path("elsewhere/kept").exists()
    for one in hidden():
        Path(one).rmdir() if Path(one).is_dir() and not Path(one).is_symlink() else Path(one).unlink()


# Open files, devices, pipes.


@posix
@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("echo before > log; {spbe} >> log; echo after >> log; cat log", "before\n{data}after\n"),
        ("{{ echo before; {spbe}; echo after; }} > log; cat log", "before\n{data}after\n"),
        ("{spbe} | cat", "{data}"),
    ],
)
def test_standard_output_by_a_path(spbe: Spbe, path: str, line: str, expected: str) -> None:
    if not Path("/proc/self/fd").exists() and path.startswith("/proc"):
        pytest.skip("no /proc")
    Path("link").symlink_to("/dev/stdout")
    words = ("score", str(EXAMPLES / "denpasar-2018.yaml"), "-f", "csv")
    command, data = shlex.join((sys.executable, "-m", "spbe_cli", *words)), spbe(*words).out
    ran = subprocess.run(["bash", "-c", line.format(spbe=f"{command} -o {path}")], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (expected.format(data=data), "")


@posix
@pytest.mark.parametrize(
    ("line", "out", "code"),
    [
        ("{spbe} score {example} -f csv -o /dev/fd/3 3>&1 >/dev/null | head -1", "agency,", 0),
        ("{spbe} score {example} -f html -o >(head -c 5)", "<!doc", 0),
        ("{spbe} score {example} -f csv -o /dev/full", "", 2),
        ("{spbe} score {example} -f csv -o /dev/fd/9", "", 2),
        ("{spbe} init --agency A --year 2024 -o /dev/stdout >> log; head -1 log", "# ", 0),
        ("{spbe} init --agency A --year 2024 -o /dev/full", "", 2),
        ("{spbe} score {example} -o loop/x.csv", "", 2),
    ],
)
def test_other_open_files_and_devices(line: str, out: str, code: int) -> None:
    Path("loop").symlink_to("loop")
    line = line.format(spbe=f"{sys.executable} -m spbe_cli", example=EXAMPLES / "denpasar-2018.yaml")
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout[: len(out)].lower()) == (code, out)
    assert (ran.stderr == "") == (code == 0)
    assert "Traceback" not in ran.stderr
    assert Path("/dev/full").is_char_device()


@posix
def test_a_pipe_with_a_name() -> None:
    os.mkfifo("pipe")
    run = started(sys.executable, "-m", "spbe_cli", "score", str(EXAMPLES / "denpasar-2018.yaml"), "-f", "json", "-o", "pipe")
    assert Path("pipe").read_text().startswith("{")
    run.communicate(timeout=20)
    assert run.returncode == 0
    assert Path("pipe").is_fifo()


@posix
def test_a_folder_that_is_made_meanwhile_or_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    exists = Path.exists
    with monkeypatch.context() as patched:
        patched.setattr(Path, "exists", lambda self, **more: self.name != "made" and exists(self, **more))
        Path("made").mkdir()
        write_to_fill_in({"made/a.yaml": "x"}, force=False)

    def unreadable(_folder: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", unreadable)
    write("x", Destination(path="a.txt"))
    assert Path("a.txt").read_text() == "x"


def test_reports_of_a_command_take_their_place(spbe: Spbe) -> None:
    for _time in range(2):
        assert spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", "r.json").code == 0
    assert list(Path().iterdir()) == [Path("r.json")]
