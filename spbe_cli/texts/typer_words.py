"""Typer's own words, marked for the catalogue; never imported when the program runs.

Typer asks gettext's default domain for them, and :func:`spbe_cli.texts.use` binds that to our catalogue. They stand in Typer's
code, where extraction does not look: without this module they would count as no longer used.
"""

from __future__ import annotations

from spbe_cli.texts import _, ngettext


def words(count: int = 1) -> tuple[str, ...]:
    """The words in the language in use, as Typer and Click write them; ``count`` is for those with a plural."""
    return (
        # Typer's.
        _("Arguments"),
        _("Options"),
        _("Commands"),
        _("required"),
        _("[required]"),
        _("default: {default}"),
        _("[default: {}]"),
        _("(dynamic)"),
        _("env var: {var}"),
        _("[env var: {}]"),
        _("(deprecated) "),
        _("Error"),
        _("Try [blue]'{command_path} {help_option}'[/] for help."),
        _("Missing command."),
        _("No such command {name!r}."),
        _("Aborted."),
        _("Aborted!"),
        # Click's, which Typer brings up to 0.25; later ones have these in English only.
        _("Usage:"),
        _("Show this message and exit."),
        _("No such option: {name}"),
        _("No such option {name!r}."),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count),
        _("Option {name!r} does not take a value."),
        _("Missing argument"),
        _("Missing option"),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        _("Choose from:\n\t{choices}"),
        _("Invalid value for {param_hint}: {message}"),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
    )
