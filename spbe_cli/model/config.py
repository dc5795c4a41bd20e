"""The options in ``spbe.toml``, which hold for a folder of answers unless the command line says something else."""

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from spbe_cli.model.base import N_, Checked, Identifier, Line, Many, fault, is_number, one_or_many


def _index_or_predicate(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    return str(value) if is_number(value) else fault("index_or_predicate", value=value)


def read_thresholds(value: Any) -> tuple[str, ...]:
    """One threshold or a list of them, each as it would be on the command line."""
    given = tuple(_index_or_predicate(one) for one in one_or_many(value))
    return given or fault("too_few", limit=1)


def read_points(value: Any) -> str:
    """Index points, 0 or more."""
    return str(value) if is_number(value) and value >= 0 else fault("drop", value=value)


class GateDefaults(Checked):
    """The gates, each as it would be written on the command line.

    ``not_applicable`` are the indicators that gates allow to be not applicable.
    """

    fail_under: Annotated[
        Annotated[tuple[str, ...], PlainValidator(read_thresholds)] | None,
        N_("What must be reached: an index, a predicate, or the value of a part (domain:2=2.0); a list for several."),
    ] = None
    max_drop: Annotated[
        Annotated[str, PlainValidator(read_points)] | None, N_("By how many index points the exact index may drop at most.")
    ] = None
    no_regression: Annotated[
        Literal["predicate", "domain", "aspect", "indicator"] | None, N_("What may not be lower than before.")
    ] = None
    fail_on_difference: Annotated[bool | None, N_("Whether announced figures must hold.")] = None
    basis: Annotated[
        Literal["claimed", "backed", "answers"] | None,
        N_("What counts: the claim, or what accepted evidence backs; with answers, a result that is only announced fails."),
    ] = None
    not_applicable: Annotated[
        Many[Identifier] | None, N_("The indicators that may be not applicable; all others count at the minimum for gates.")
    ] = None


def read_heading(value: Any) -> str | None:
    """A heading; None for false."""
    if value is False:
        return None
    return value if isinstance(value, str) and value.strip() else fault("heading_or_false", value=value)


class Config(Checked):
    """One ``spbe.toml``; ``indicators`` and ``aliases`` are relative to it.

    ``columns`` are headings of tables, each with the known heading that it stands for, or None (``false`` in the file) if the
    column is passed over.
    """

    language: Annotated[Literal["id", "en"] | None, N_("The language of what is shown.")] = None
    indicators: Annotated[Line | None, N_("The path of an instrument file of your own, relative to spbe.toml.")] = None
    instrument: Annotated[Line | None, N_("The instrument for files that name none.")] = None
    aliases: Annotated[Line | None, N_("The path of a file with other names of agencies, relative to spbe.toml.")] = None
    gates: Annotated[GateDefaults, N_("The gates that hold here.")] = GateDefaults()
    columns: Annotated[
        dict[str, Annotated[str | None, PlainValidator(read_heading)]],
        N_("Headings of tables, each with the known one that it stands for; false passes the column over."),
    ] = Field(default_factory=dict)
