"""Options that several commands take, by themselves and in groups."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Argument, Option

from spbe_cli.texts import _

OUTPUT: Final = _("Output")
GATES: Final = _("Gates: exit code 1 when one is not met")

Files = Annotated[
    list[str], Argument(metavar=_("FILE..."), help=_("Answer files or tables; - is standard input."), show_default=False)
]
Paths = Annotated[
    list[str],
    Argument(metavar=_("PATH..."), help=_("Answer files, folders, quoted patterns or tables; - is standard input."),
             show_default=False),
]  # fmt: skip
Owners = Annotated[str, Option("--owners", metavar=_("FILE"), help=_("Who answers what, until when."), show_default=False)]
Today = Annotated[
    str | None,
    Option("--today", metavar=_("DATE"), help=_("The day on which commitments are looked at; without it, today."),
           show_default=False),
]  # fmt: skip
Focus = Annotated[
    str | None,
    Option("--focus", metavar=_("NAME"),
           help=_("Only the indicators of a named set, such as se-mendagri; also domain:3 or 32,33."), show_default=False),
]  # fmt: skip
Brief = Annotated[bool, Option("--brief", help=_("Without what the levels ask for, and the evidence."), rich_help_panel=OUTPUT)]
Reverse = Annotated[bool, Option("--reverse", help=_("The other way round: the last first."))]
Strict = Annotated[bool, Option("--strict", help=_("An indicator that is not answered is a problem."))]

Sheet = Annotated[
    str | None,
    Option("--sheet", metavar=_("NAME"),
           help=_('The sheet of a workbook that holds the table, or a pattern ("*": all); without it the first that does.'),
           show_default=False),
]  # fmt: skip
Agency = Annotated[
    str | None,
    Option("--agency", metavar=_("NAME"), help=_("Only this agency; it is that of tables that name none."), show_default=False),
]

Indicators = Annotated[
    str | None,
    Option("--indicators", metavar=_("FILE"), help=_("An instrument file of your own."), show_default=False),
]
FailOnDifference = Annotated[
    bool | None,
    Option("--fail-on-difference/--no-fail-on-difference", help=_("Announced figures must hold."), rich_help_panel=GATES,
           show_default=False),
]  # fmt: skip
Basis = Annotated[
    Literal["claimed", "backed", "answers"] | None,
    Option("--basis", rich_help_panel=GATES, show_default=False,
           help=_("What counts: the claim, or what accepted evidence backs; answers: what is only announced fails.")),
]  # fmt: skip
Output = Annotated[
    str | None,
    Option("--output", "-o", metavar=_("FILE"), help=_("Write to a file, which is replaced whole."), rich_help_panel=OUTPUT,
           show_default=False),
]  # fmt: skip
Force = Annotated[bool, Option("--force", help=_("Replace what is there already."), rich_help_panel=OUTPUT)]
Lang = Annotated[
    Literal["id", "en"] | None,
    Option("--lang", help=_("The language; without it SPBE_LANG, spbe.toml, then the locale."), rich_help_panel=OUTPUT,
           show_default=False),
]  # fmt: skip
NoColor = Annotated[bool, Option("--no-color", help=_("No colour; NO_COLOR does the same."), rich_help_panel=OUTPUT)]
Quiet = Annotated[bool, Option("--quiet", "-q", help=_("Only what was asked for, and problems."), rich_help_panel=OUTPUT)]


class Source(NamedTuple):
    """The instruments: a file of them, and the one for answer files that name none."""

    indicators: Indicators = None
    instrument: Annotated[
        str | None,
        Option("--instrument", metavar="ID", help=_("The instrument for files that name none."), show_default=False),
    ] = None


class Tables(NamedTuple):
    """What tables don't say themselves, and which of their rows are meant."""

    sheet: Sheet = None
    agency: Agency = None


class Occasion(NamedTuple):
    """The assessment year and the stage, if only one of each is meant."""

    year: Annotated[
        int | None,
        Option("--year", metavar=_("YEAR"), help=_("Only this assessment year; it is that of tables that name none."),
               show_default=False),
    ] = None  # fmt: skip
    stage: Annotated[
        Literal["self", "document", "interview", "visit", "final"] | None,
        Option("--stage", help=_("Only this stage; it is that of tables that name none."), show_default=False),
    ] = None


class Names(NamedTuple):
    """How agencies are matched by name."""

    aliases: Annotated[
        str | None,
        Option("--aliases", metavar=_("FILE"), help=_("Other names of agencies: for each name to keep a list of them."),
               show_default=False),
    ] = None  # fmt: skip


_AS: Final = _("How to write it; without it, as the output's ending says, or a table.")


class Shown(NamedTuple):
    """The format of the output."""

    format: Annotated[
        Literal["table", "json", "csv", "markdown", "html", "pdf", "xlsx"] | None,
        Option("--format", "-f", help=_AS, rich_help_panel=OUTPUT, show_default=False),
    ] = None


class Listed(NamedTuple):
    """The format of the output of a command that gives a list; JSON Lines has one item of it on each line."""

    format: Annotated[
        Literal["table", "json", "jsonl", "csv", "markdown", "html", "pdf", "xlsx"] | None,
        Option("--format", "-f", help=_AS, rich_help_panel=OUTPUT, show_default=False),
    ] = None


class Checked(NamedTuple):
    """The format of the output of a command with gates; verdicts have formats of their own, too."""

    format: Annotated[
        Literal["table", "json", "jsonl", "csv", "markdown", "html", "pdf", "xlsx", "github", "junit"] | None,
        Option("--format", "-f", help=_AS, rich_help_panel=OUTPUT, show_default=False),
    ] = None


class Written(NamedTuple):
    """The place of the output in any of its formats, its language and colour, and what is said beside it."""

    output: Output = None
    lang: Lang = None
    no_color: NoColor = False
    quiet: Quiet = False


class FilledIn(NamedTuple):
    """The place of files that people fill in."""

    output: Annotated[
        str | None,
        Option("--output", "-o", metavar=_("FILE"), help=_("Where to write; - is standard output."), rich_help_panel=OUTPUT,
               show_default=False),
    ] = None  # fmt: skip
    force: Force = False
    lang: Lang = None
    quiet: Quiet = False
