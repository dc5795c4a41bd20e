"""The commands' names and options, the exit codes, and the one door for errors.

Each command's module is imported only when it runs.
"""

from __future__ import annotations

import copy
import sys
from functools import partial
from typing import Annotated, Literal

import typer

from spbe_cli import __version__
from spbe_cli.commands import BAD_INPUT
from spbe_cli.texts import _

app = typer.Typer(
    name="spbe",
    help=_("The SPBE index, exactly: score, check and read assessments of electronic government in Indonesia."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    suggest_commands=False,  # Click suggests them too, and in the reader's language
    context_settings={"help_option_names": ["-h", "--help"]},
)

_command = partial(app.command, options_metavar=_("[OPTIONS]"))

_OUTPUT = _("Output")
_GATES = _("Gates: exit code 1 when one is not met")

Files = Annotated[
    list[str], typer.Argument(metavar=_("FILE..."), help=_("Answer files; - is standard input."), show_default=False)
]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar=_("PATH..."), help=_("Answer files, folders, quoted patterns or tables; - is standard input."), show_default=False
    ),
]
Format = Annotated[
    Literal["table", "json", "csv", "markdown", "html", "xlsx"] | None,
    typer.Option("--format", "-f", help=_("How to write it; without it, as the output's ending says, or a table."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
CheckedFormat = Annotated[
    Literal["table", "json", "csv", "markdown", "html", "xlsx", "github", "junit"] | None,
    typer.Option("--format", "-f", help=_("How to write it; without it, as the output's ending says, or a table."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
ProblemFormat = Annotated[
    Literal["table", "json", "github", "junit"] | None,
    typer.Option("--format", "-f", help=_("How to write the problems; without it, as lines."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar=_("FILE"), help=_("Write to a file, which is replaced whole."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
NewFile = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar=_("FILE"), help=_("Where to write; - is standard output."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
Force = Annotated[bool, typer.Option("--force", help=_("Replace what is there already."), rich_help_panel=_OUTPUT)]
Owners = Annotated[
    str,
    typer.Option("--owners", metavar=_("FILE"), help=_("Who answers what, until when."), show_default=False),
]
Indicators = Annotated[
    str | None,
    typer.Option("--indicators", metavar=_("FILE"), help=_("An instrument file of your own."), show_default=False),
]
Instrument = Annotated[
    str | None,
    typer.Option("--instrument", metavar="ID", help=_("The instrument for files that name none."), show_default=False),
]
Lang = Annotated[
    Literal["id", "en"] | None,
    typer.Option("--lang", help=_("The language; without it SPBE_LANG, spbe.toml, then the locale."),
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
NoColor = Annotated[bool, typer.Option("--no-color", help=_("No colour; NO_COLOR does the same."), rich_help_panel=_OUTPUT)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("Only what was asked for, and problems."), rich_help_panel=_OUTPUT)]
FailOnDifference = Annotated[
    bool | None,
    typer.Option("--fail-on-difference/--no-fail-on-difference", help=_("Announced figures must hold."),
                 rich_help_panel=_GATES, show_default=False),
]  # fmt: skip
Today = Annotated[
    str | None,
    typer.Option("--today", metavar=_("DATE"), help=_("The day on which commitments are looked at; without it, today."),
                 show_default=False),
]  # fmt: skip
Focus = Annotated[
    str | None,
    typer.Option("--focus", metavar=_("NAME"),
                 help=_("Only the indicators of a named set, such as se-mendagri; also domain:3 or 32,33."), show_default=False),
]  # fmt: skip
Strict = Annotated[bool, typer.Option("--strict", help=_("An indicator that is not answered is a problem."))]


@app.callback(invoke_without_command=True)
def spbe(
    *,
    version: Annotated[bool, typer.Option("--version", help=_("Print the version."))] = False,
) -> None:
    """Handles what goes without a command."""
    if version:
        typer.echo(f"spbe {__version__}")
        raise typer.Exit


@_command(help=_("Score answer files: one result in full; several files one after the other."))
def score(
    files: Files,
    *,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar=_("ID=LEVEL"),
            help=_("What if: another answer, before and after side by side."),
            show_default=False,
        ),
    ] = None,
    detail: Annotated[
        Literal["domain", "aspect", "indicator"], typer.Option("--detail", help=_("How deep the table goes."))
    ] = "aspect",
    target: Annotated[
        str | None,
        typer.Option(
            "--target", metavar=_("INDEX|PREDICATE"), help=_("How far it is to there, today and as promised."), show_default=False
        ),
    ] = None,
    today: Today = None,
    strict: Strict = False,
    among: Annotated[
        str | None,
        typer.Option(
            "--among",
            metavar=_("PATH"),
            help=_("Where it stands among the results in a folder or table: all, its group, its kind."),
            show_default=False,
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar=_("FILE"), help=_("An earlier answer file, to see beside it."), show_default=False),
    ] = None,
    focus: Focus = None,
    indicators: Indicators = None,
    instrument: Instrument = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar=_("INDEX|PREDICATE"),
            help=_("The index or predicate to be reached."),
            rich_help_panel=_GATES,
            show_default=False,
        ),
    ] = None,
    fail_on_difference: FailOnDifference = None,
    format: CheckedFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import score as command
    from spbe_cli.commands.common import Common, Gates
    from spbe_cli.output import Destination

    gates = Gates(fail_under=fail_under, fail_on_difference=fail_on_difference)
    code = command.run(
        files,
        Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet, gates).settled(),
        command.Wanted(settings or (), detail, strict, target, today, among, before, focus),
    )
    raise typer.Exit(code)


@_command(help=_("Rank many agencies: files, folders, patterns and tables; the good ones whatever the others are."))
def batch(
    paths: Paths,
    *,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help=_("Only the first N, or of each group."), show_default=False)
    ] = None,
    sort: Annotated[Literal["rank", "agency", "group"], typer.Option("--sort", help=_("The order of the rows."))] = "rank",
    group_by: Annotated[
        Literal["group", "kind"] | None,
        typer.Option("--group-by", help=_("Keep the rows of a group or kind of agency together."), show_default=False),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar=_("YEAR"), help=_("Only this assessment year."), show_default=False)
    ] = None,
    by: Annotated[
        Literal["domain", "aspect", "indicator"] | None,
        typer.Option("--by", help=_("Where points are lost, instead of the ranking."), show_default=False),
    ] = None,
    detail: Annotated[
        Literal["domain", "aspect", "indicator"] | None,
        typer.Option("--detail", help=_("How deep the results in JSON go."), show_default=False),
    ] = None,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect",
            metavar=_("FILE"),
            help=_("Who should be there, a name on a line; who is not is listed."),
            show_default=False,
        ),
    ] = None,
    focus: Focus = None,
    strict: Strict = False,
    indicators: Indicators = None,
    instrument: Instrument = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar=_("INDEX|PREDICATE"),
            help=_("The index or predicate to be reached by all."),
            rich_help_panel=_GATES,
            show_default=False,
        ),
    ] = None,
    fail_on_difference: FailOnDifference = None,
    format: CheckedFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import batch as command
    from spbe_cli.commands.common import Common, Gates
    from spbe_cli.output import Destination
    from spbe_cli.views.ranking import Layout

    gates = Gates(fail_under=fail_under, fail_on_difference=fail_on_difference)
    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet, gates).settled()
    asked = command.Wanted(Layout(top, sort, group_by), year, by, detail, strict, expect, focus)
    raise typer.Exit(command.run(paths, common, asked))


@_command(help=_("Compare two results, or all agencies of two folders or tables: what changed, and what changed the index."))
def compare(
    old: Annotated[
        str,
        typer.Argument(
            metavar=_("OLD"), help=_("What was: an answer file, a folder, a quoted pattern or a table."), show_default=False
        ),
    ],
    new: Annotated[str, typer.Argument(metavar=_("NEW"), help=_("What is, in the same forms."), show_default=False)],
    *,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            min=1,
            metavar="N",
            help=_("Only the N indicators that matter most, the rest as one row; of many agencies the first N."),
            show_default=False,
        ),
    ] = None,
    sort: Annotated[
        Literal["agency", "change", "index"], typer.Option("--sort", help=_("The order of many agencies."))
    ] = "agency",
    focus: Focus = None,
    strict: Strict = False,
    indicators: Indicators = None,
    instrument: Instrument = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar=_("INDEX|PREDICATE"),
            help=_("The index or predicate to be reached after."),
            rich_help_panel=_GATES,
            show_default=False,
        ),
    ] = None,
    max_drop: Annotated[
        str | None,
        typer.Option(
            "--max-drop",
            metavar=_("POINTS"),
            help=_("By how much the displayed index may drop."),
            rich_help_panel=_GATES,
            show_default=False,
        ),
    ] = None,
    no_regression: Annotated[
        Literal["domain", "aspect", "indicator"] | None,
        typer.Option("--no-regression", help=_("What may not be lower than before."), rich_help_panel=_GATES, show_default=False),
    ] = None,
    format: CheckedFormat = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import compare as command
    from spbe_cli.commands.common import Common, Gates
    from spbe_cli.output import Destination

    gates = Gates(fail_under=fail_under, max_drop=max_drop, no_regression=no_regression)
    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet, gates).settled()
    code = command.run(
        old,
        new,
        common,
        command.Wanted(top, sort, strict, focus),
    )
    raise typer.Exit(code)


@_command(help=_("Follow agencies over the years, and over the stages of a year."))
def trend(
    paths: Paths,
    *,
    indicators: Indicators = None,
    instrument: Instrument = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import trend as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet).settled()
    raise typer.Exit(command.run(paths, common))


@_command(help=_("Plan the least work that reaches a target, or the most that a budget buys."))
def plan(
    paths: Paths,
    *,
    target: Annotated[
        str | None,
        typer.Option(
            "--target",
            metavar=_("INDEX|PREDICATE"),
            help=_("What is to be reached; without it, the next predicate."),
            show_default=False,
        ),
    ] = None,
    budget: Annotated[
        str | None,
        typer.Option(
            "--budget",
            metavar=_("COST"),
            help=_("The highest index that this much buys, instead of a target."),
            show_default=False,
        ),
    ] = None,
    costs: Annotated[
        str | None,
        typer.Option(
            "--costs", metavar=_("FILE"), help=_("What raising costs; without it, 1 for each level."), show_default=False
        ),
    ] = None,
    max_raise: Annotated[
        int | None,
        typer.Option("--max-raise", min=1, metavar="N", help=_("Raise an indicator by N levels at most."), show_default=False),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar=_("SELECTION"),
            help=_("Raise only these: 32,33, 15-18, domain:3, aspect:5, or the name of a focus."),
            show_default=False,
        ),
    ] = None,
    focus: Focus = None,
    commitments: Annotated[
        bool, typer.Option("--commitments", help=_("Take what was promised first, and close the gap that is left."))
    ] = False,
    today: Today = None,
    checklist: Annotated[bool, typer.Option("--checklist", help=_("As a list to tick off."), rich_help_panel=_OUTPUT)] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help=_("Without what the levels ask for, and the evidence."), rich_help_panel=_OUTPUT)
    ] = False,
    indicators: Indicators = None,
    instrument: Instrument = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import plan as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet).settled()
    asked = command.Wanted(target, budget, costs, max_raise, only, commitments, today, checklist, brief, focus)
    raise typer.Exit(command.run(paths, common, asked))


@_command(help=_("Check answer files: every problem with its place, nothing computed."))
def validate(
    paths: Paths,
    *,
    strict: Strict = False,
    indicators: Indicators = None,
    instrument: Instrument = None,
    format: ProblemFormat = None,  # noqa: A002 - the option's name
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Write to a file, which is replaced whole; .xlsx: the workbook that was checked, with its problems marked."),
            rich_help_panel=_OUTPUT,
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Replace a workbook that is there already."), rich_help_panel=_OUTPUT)
    ] = False,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,  # noqa: ARG001 - problems have none
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import validate as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output), quiet).settled()
    raise typer.Exit(command.run(paths, common, strict=strict, force=force))


@_command(help=_("Explain a result step by step, or one indicator: what its level means, and what the next one brings."))
def explain(
    file: Annotated[str, typer.Argument(metavar=_("FILE"), help=_("An answer file; - is standard input."), show_default=False)],
    indicator: Annotated[
        str | None, typer.Argument(metavar="[ID]", help=_("Only this indicator (32)."), show_default=False)
    ] = None,
    *,
    indicators: Indicators = None,
    instrument: Instrument = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import explain as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet).settled()
    raise typer.Exit(command.run(file, indicator, common))


@_command(
    help=_(
        "Make a new answer file or workbook to fill in, or a folder with a file for each agency, with what every level asks for."
    )
)
def init(
    *,
    agency: Annotated[
        str | None, typer.Option("--agency", metavar=_("NAME"), help=_("Whose answers they will be."), show_default=False)
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar=_("YEAR"), help=_("The assessment year; without it this year."), show_default=False),
    ] = None,
    stage: Annotated[
        Literal["self", "document", "interview", "visit", "final"] | None,
        typer.Option("--stage", help=_("The stage of the assessment."), show_default=False),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar=_("NAME"), help=_("The group that the agency belongs to."), show_default=False),
    ] = None,
    opds: Annotated[
        str | None,
        typer.Option(
            "--opds",
            metavar=_("FILE"),
            help=_("Agencies, a name on a line: a file for each, in the folder that -o names."),
            show_default=False,
        ),
    ] = None,
    old: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=_("OLD"),
            help=_("Begin with the answers of an earlier file; of a folder or table, by the agency's name."),
            show_default=False,
        ),
    ] = None,
    indicators: Indicators = None,
    instrument: Annotated[
        str | None,
        typer.Option(
            "--instrument", metavar="ID", help=_("Which instrument; without it the one for the year."), show_default=False
        ),
    ] = None,
    output: NewFile = None,
    force: Force = False,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import init as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(path=output), quiet).settled()
    raise typer.Exit(command.run(common, command.Wanted(agency, year, stage, group, opds, old, force)))


@_command(help=_("Hand an assessment out: an answer file for each owner, with the indicators that are theirs."))
def split(
    file: Annotated[str, typer.Argument(metavar=_("FILE"), help=_("An answer file, answered or not."), show_default=False)],
    *,
    owners: Owners,
    form: Annotated[Literal["yaml", "xlsx"], typer.Option("--as", help=_("Answer files, or workbooks."))] = "yaml",
    indicators: Indicators = None,
    instrument: Instrument = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar=_("FOLDER"), help=_("The folder to write to."), rich_help_panel=_OUTPUT, show_default=False
        ),
    ] = None,
    force: Force = False,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import split as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(path=output), quiet).settled()
    raise typer.Exit(command.run(file, owners, common, form, force=force))


@_command(help=_("Bring the parts of an assessment together; what contradicts another part is named with both places."))
def merge(
    paths: Paths,
    *,
    indicators: Indicators = None,
    instrument: Instrument = None,
    output: NewFile = None,
    force: Force = False,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import merge as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(path=output), quiet).settled()
    raise typer.Exit(command.run(paths, common, force=force))


@_command(help=_("See who has answered what so far, who is late, and where the index can still come to lie."))
def status(
    paths: Paths,
    *,
    owners: Owners,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar=_("OLD"),
            help=_("An earlier file: the index with its answers where something is still open."),
            show_default=False,
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar=_("DAY"), help=_("The day that counts, such as 2024-06-30."), show_default=False),
    ] = None,
    indicators: Indicators = None,
    instrument: Instrument = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import status as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet).settled()
    raise typer.Exit(command.run(paths, common, command.Wanted(owners, before, today)))


@_command(help=_("Turn answer files, workbooks and tables into each other; what has no place there is named."))
def convert(
    paths: Paths,
    *,
    form: Annotated[
        Literal["yaml", "csv", "xlsx"] | None,
        typer.Option(
            "--as",
            help=_("What to write; without it, as the output's ending says, a folder of answer files without one."),
            show_default=False,
        ),
    ] = None,
    indicators: Indicators = None,
    instrument: Instrument = None,
    output: NewFile = None,
    force: Force = False,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import convert as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(path=output), quiet).settled()
    raise typer.Exit(command.run(paths, common, form, force=force))


@_command(
    help=_("Browse an instrument: its domains, aspects and indicators with their weights and levels."),
)
def indicators(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[ID|TEXT]"),
            help=_("An indicator (32), domain:3, aspect:3, or words of a title."),
            show_default=False,
        ),
    ] = None,
    *,
    focus: Focus = None,
    indicators: Indicators = None,
    instrument: Annotated[
        str | None, typer.Option("--instrument", metavar="ID", help=_("Which instrument."), show_default=False)
    ] = None,
    format: Format = None,  # noqa: A002 - the option's name
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
    no_color: NoColor = False,
    quiet: Quiet = False,
) -> None:
    from spbe_cli.commands import indicators as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    common = Common(indicators, instrument, Destination(format, output, colour=not no_color), quiet).settled()
    raise typer.Exit(command.run(what, common, focus))


@_command(help=_("Print the JSON Schema of answer files or instrument files, for editors."))
def schema(
    kind: Annotated[Literal["answers", "indicators"], typer.Argument(help=_("Which files."), show_default=False)],
    *,
    output: Output = None,
    lang: Lang = None,  # noqa: ARG001 - chosen before the commands are named
) -> None:
    from spbe_cli.commands import schema as command
    from spbe_cli.commands.common import Common
    from spbe_cli.output import Destination

    raise typer.Exit(command.run(kind, Common(destination=Destination("json", output)).settled()))


def run() -> None:
    """Runs the command line and exits: with a command's own code, or 2 for bad input, which is told on standard error."""
    try:
        _with_only_the_command_asked_for()()
    except Exception as error:
        # Imported only now: a start without an error does not wait for it.
        from spbe_cli.formats import lines
        from spbe_cli.output import tell
        from spbe_cli.reading.problems import BadInput

        if not isinstance(error, BadInput):
            raise
        tell(lines.render(error.problems))
        sys.exit(BAD_INPUT)


def _with_only_the_command_asked_for() -> typer.Typer:
    """The app with no command but the one that is asked for: Typer inspects every option of every command it has."""
    asked = [one for one in app.registered_commands if one.callback and sys.argv[1:2] == [one.callback.__name__]]
    if not asked and sys.argv[1:] != ["--version"]:
        return app
    short = copy.copy(app)
    short.registered_commands = asked
    return short
