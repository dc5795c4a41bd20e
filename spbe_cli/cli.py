"""The commands, the exit codes, and the one door for errors.

A command is a name and a help text here, its options in ``spbe_cli.options`` and what it does in ``spbe_cli.commands``, each in a
module of its name. Both are imported only for the command that is asked for, the latter only when it runs.
"""

from __future__ import annotations

import errno
import os
import sys
from functools import partial
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args, get_origin

import typer
import typer.core

from spbe_cli import __version__
from spbe_cli.commands import BAD_INPUT
from spbe_cli.model import keys
from spbe_cli.texts import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import click

COMMANDS: Final = {
    "init": _(
        "Make a new answer file or workbook to fill in, or a folder with a file for each agency, with what every level asks for."
    ),
    "split": _("Hand an assessment out: an answer file for each owner, with the indicators that are theirs."),
    "status": _("See who has answered what so far, who is late, and the range in which the index can still end up."),
    "merge": _("Bring the parts of an assessment together; what contradicts another part is named with both places."),
    "evidence": _("See what evidence proves of a claim, what is missing, and whether the files are there as they were sealed."),
    "convert": _("Turn answer files, workbooks and tables into each other; what has no place there is named."),
    "validate": _("Check answer files: every problem with its place, nothing computed."),
    "score": _("Score answer files: one result in full; several files one after the other."),
    "batch": _("Rank many agencies: files, folders, patterns and tables; what can't be used is reported, the rest is ranked."),
    "compare": _("Compare two results, or all agencies of two folders or tables: what changed, and what changed the index."),
    "trend": _("Follow agencies over the years, and over the stages of a year."),
    "explain": _("Explain a result step by step, or one indicator: what its level means, and what the next one brings."),
    "plan": _("Plan the least work that reaches a target, or the most that a budget buys."),
    "indicators": _("Browse an instrument: its domains, aspects and indicators with their weights and levels."),
    "schema": _("Print the schema of the files that people write, for editors, or of what commands give, for programs."),
    "config": _("Show which settings and gates hold in this folder, and where each comes from."),
}
"""The commands in the order of work, each with what it does."""

GROUPS: Final = {
    _("Prepare an assessment"): ("init", "split", "status", "merge", "evidence", "convert", "validate"),
    _("Read its result"): ("score", "batch", "compare", "trend", "explain", "plan"),
    _("Look up"): ("indicators", "schema", "config"),
}
"""The commands as ``--help`` groups them."""

_MEANT: Final = {
    "rank": "spbe batch",
    "check": "spbe validate",
    "report": "spbe score … -o report.html",
    "export": "spbe score … -o result.xlsx",
    "nilai": "spbe score", "hitung": "spbe score", "laporan": "spbe score … -o laporan.html",
    "peringkat": "spbe batch", "bandingkan": "spbe compare", "jelaskan": "spbe explain", "rencana": "spbe plan",
    "periksa": "spbe validate", "bukti": "spbe evidence", "bagi": "spbe split", "gabung": "spbe merge", "ubah": "spbe convert",
    "bantuan": "spbe help", "version": "spbe --version", "versi": "spbe --version",
}  # fmt: skip
"""What is meant by commands that there are elsewhere, or that are named in Indonesian."""

_MEANT_OPTIONS: Final = {
    **{f"--{one}": f"--format {one}" for one in ("json", "jsonl", "csv", "markdown", "html", "pdf", "xlsx")},
    "--instansi": "--agency", "--tahun": "--year", "--tahap": "--stage", "--instrumen": "--instrument",
    "--kelompok": "--group", "--jenis": "--kind", "--lembar": "--sheet", "--pemilik": "--owners", "--biaya": "--costs",
    "--anggaran": "--budget", "--sasaran": "--target", "--keluaran": "--output", "--bahasa": "--lang", "--bantuan": "--help",
}  # fmt: skip
"""What is meant by options that there are elsewhere, or that are named in Indonesian."""

_PARTS: Final = {"predikat": "predicate", "aspek": "aspect", "indikator": "indicator"}
_ORDERS: Final = {"peringkat": "rank", "instansi": "agency", "kelompok": "group", "perubahan": "change", "indeks": "index"}
_MEANT_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "--by": _PARTS, "--detail": _PARTS, "--no-regression": _PARTS, "--sort": _ORDERS,
    "--group-by": {"kelompok": "group", "jenis": "kind"}, "--stage": keys.STAGES,
    "--basis": {"diklaim": "claimed", "terbukti": "backed", "jawaban": "answers"},
}  # fmt: skip
"""Words in Indonesian for those that an option lets choose from."""


_COMPLETION: Final = (
    _("Make the shell complete commands and options."),
    _("Print what makes the shell complete them, to be put where it belongs."),
)
_OF_COMPLETION: Final = typer.completion._install_completion_placeholder_function.__defaults__ or ()  # noqa: SLF001
"""Typer's options for the completion of the shell, whose help it has in English only."""


COMPLETING: Final = "_SPBE_COMPLETE"
"""The variable that a shell sets when it asks for completions."""


def run() -> None:
    """Runs the command line and exits: with a command's own code, or 2 for bad input, which is told on standard error."""
    try:
        arguments = _understood(sys.argv[1:])
        command = typer.main.get_command(app(_asked(arguments)))
        if COMPLETING in os.environ:
            from spbe_cli import shells

            shells.register()
        # Where Click takes the arguments itself, it puts files for patterns on Windows, even for those in quotes: of an option's
        # the first would be its value, and the rest files of the command. Our commands know what patterns mean.
        command(arguments)
    except Exception as error:
        # Imported only now: a start without an error does not wait for it.
        from spbe_cli.output import STANDARD_OUTPUT, tell_problems
        from spbe_cli.reading.problems import BadInput, Problem, why

        if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
            # Typer and Rich write help by themselves, and standard output may be full.
            error = BadInput([Problem.of(STANDARD_OUTPUT, "not_writable", reason=why(error))])
        if not isinstance(error, BadInput):
            raise
        tell_problems(error.problems)
        sys.exit(BAD_INPUT)


def _understood(arguments: list[str]) -> list[str]:
    """The arguments, with ``help COMMAND`` as ``COMMAND --help``, a language behind the command, and choices in English.

    Raises:
        BadInput: when a command or an option of other programs is asked for; it says what is meant here.
    """
    first = arguments[0] if arguments else ""
    if first == "help":
        return [*(one for one in arguments[1:2] if one != "help"), "--help"]
    option, is_one_word, language = first.partition("=")
    if option == "--lang" and is_one_word:
        return _understood([option, language, *arguments[1:]])
    if first == "--lang" and arguments[1:2] and arguments[1].lower() in LANGUAGES:
        # The language was read from it already; behind a command it is one of its options.
        command, rest = arguments[2:3], arguments[3:]
        return _understood([*command, *(arguments[:2] if command and command[0] in COMMANDS else ()), *rest])
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = _with_choices(arguments[:end])
    other = [name for name in (one.partition("=")[0] for one in options) if name in _MEANT_OPTIONS]
    meant = _meant(first)
    if meant is None and not other:
        return [*options, *arguments[end:]]
    from spbe_cli.reading.problems import BadInput, Problem

    if meant is not None:
        raise BadInput([Problem.of(first, "other_command", use=meant)])
    raise BadInput([Problem.of(one, "other_option", use=_MEANT_OPTIONS[one]) for one in other])


def _with_choices(arguments: list[str]) -> list[str]:
    """The arguments, with the words to choose from in English, as options know them."""
    understood: list[str] = []
    for before, argument in zip(["", *arguments], arguments, strict=False):
        option, is_one_word, value = argument.partition("=")
        if is_one_word and option in _MEANT_CHOICES:
            understood.append(f"{option}={_choice(option, value)}")
        else:
            understood.append(_choice(before, argument))
    return understood


def _choice(option: str, value: str) -> str:
    words = _MEANT_CHOICES.get(option, {})
    return ",".join(words.get(one.casefold(), one) for one in value.split(",")) if words else value


def _meant(word: str) -> str | None:
    """What is meant by a word in the place of a command, if it is a command of other programs, or a file or folder."""
    if word in COMMANDS or word.startswith("-") or not os.path.exists(word):
        return _MEANT.get(word)
    return _MEANT.get(word, "spbe batch …" if os.path.isdir(word) else "spbe score …")


def _asked(arguments: list[str]) -> Iterable[str]:
    """The commands that a command line is about: Typer inspects all options of all it has, a tenth of a start."""
    if arguments in (["--version"], ["-V"]):
        return ()
    return arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS


def app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line as Typer knows it, with all commands or only some."""
    made = typer.Typer(
        name="spbe",
        help=_("The SPBE index, exactly: score, check and read assessments of electronic government in Indonesia."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        suggest_commands=False,  # Click suggests them too, and in the reader's language
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True)(_without_a_command)
    for option, text in zip(_OF_COMPLETION, _COMPLETION, strict=False):
        option.help = text
    panels = {name: group for group, commands in GROUPS.items() for name in commands}
    for name in names:
        told = {"help": COMMANDS[name], "options_metavar": _("[OPTIONS]"), "rich_help_panel": panels[name]}
        made.command(name, cls=Command, **told)(_function(name))  # type: ignore[arg-type]
    if COMPLETING in os.environ:
        made.command("help", hidden=True)(_help_of)
    return made


def _commands() -> list[tuple[str, str]]:
    """The commands with what they do, as a shell shows them."""
    from spbe_cli.commands.completing import harmless

    return [(name, harmless(text)) for name, text in COMMANDS.items()]


def _help_of(_command: Annotated[str, typer.Argument(autocompletion=_commands)]) -> None:
    """What a shell completes behind ``help``, which is no command of its own."""


class Command(typer.core.TyperCommand):
    """A command that refuses an option with one value where it is given twice.

    Click takes the last one. The first would be dropped without a word, and it may be a gate that nobody then checks.
    """

    def make_parser(self, ctx: click.Context) -> Any:
        """The parser of the command line, which is Click's with this one rule; what completes a line is not held to it."""
        parser = super().make_parser(ctx)
        if not ctx.resilient_parsing:
            for option in {*parser._long_opt.values(), *parser._short_opt.values()}:  # noqa: SLF001
                option.process = partial(_take_once, option, option.process)  # type: ignore[method-assign]
        return parser


def _take_once(option: Any, take: Callable[[Any, Any], None], value: Any, state: Any) -> None:
    """Takes an option where it stands on the command line; ``take`` is how Click does it, and ``state`` what was taken so far.

    Raises:
        BadInput: when it has been given another value before. A flag that is given twice says the same.
    """
    there, before = option.dest in state.opts, state.opts.get(option.dest)
    take(value, state)
    if not there or option.action not in ("store", "store_const") or (option.action == "store_const" and before == option.const):
        return
    from spbe_cli.reading.problems import BadInput, Problem

    if option.action == "store":
        raise BadInput([Problem.of(max(option.obj.opts, key=len), "given_twice", values=(before, value))])
    raise BadInput([Problem.of(option.obj.opts[0], "contradicted", other=option.obj.secondary_opts[0])])


def _without_a_command(
    *, version: Annotated[bool, typer.Option("--version", "-V", help=_("Print the version."))] = False
) -> None:
    if version:
        typer.echo(f"spbe {__version__}")
        raise typer.Exit


def _function(name: str) -> Callable[..., None]:
    """A command as Typer wants it: a function that takes each of its options by name, and ends with its exit code."""
    own, *shared = import_module(f"spbe_cli.options.{name}").OPTIONS

    def function(**given: Any) -> None:
        command = import_module(f"spbe_cli.commands.{name}")
        from spbe_cli.commands.common import Common

        asked = own(**{option: given[option] for option in own._fields})
        raise typer.Exit(command.run(asked, Common.of(given).settled()))

    options = [option for group in (own, *shared) for option in signature(group).parameters.values()]
    for option in options:
        # JSON is json, and Domain is domain.
        get_args(option.annotation)[1].case_sensitive = False
        if COMPLETING in os.environ:
            _complete(option)
    function.__signature__ = Signature([one.replace(kind=Parameter.KEYWORD_ONLY) for one in options])  # type: ignore[attr-defined]
    return function


def _complete(option: Parameter) -> None:
    """Has a shell complete the values of an option, if they can be known."""
    from spbe_cli.commands import completing

    if option.name not in completing.KNOWN:
        return
    kind, told = get_args(option.annotation)
    choices = tuple(one for part in (kind, *get_args(kind)) if get_origin(part) is Literal for one in get_args(part))

    def offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return completing.offers(option.name, completing.Line(ctx.params, ctx.args, choices, incomplete))

    told.autocompletion = offers
