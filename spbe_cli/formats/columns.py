"""The columns of CSV, each with what it means; exact figures are two of them, numerator and denominator."""

from __future__ import annotations

from typing import Any

from spbe_cli.texts import _


def tables() -> dict[str, dict[str, str]]:
    """The columns of the tables of each command, with their meaning in the language in use.

    ``*`` in a column stands for the number of a part or a level: such columns are there for each.
    """
    agency, year, instrument = _("The name of the agency."), _("The assessment year."), _("The id of the instrument.")
    stage, title = _("The stage of the assessment; empty where none is named."), _("The official title, in Indonesian.")
    path, tier = _("The file, with the row of a table."), _("What the row is about: index, domain, aspect or indicator.")
    number, indicator = _("The number of the part or indicator; empty for the index."), _("The number of the indicator.")
    of_result = {"agency": agency, "year": year, "instrument": instrument, "stage": stage, "path": path}
    weight = {
        "weight": _("The effective weight, a percentage of the index, as a decimal."),
        **_exact("weight", _("The exact weight")),
    }
    parts = {"tier": tier, "id": number, "title": title}
    index = _("The index, rounded as it is shown.")
    exact_index = _exact("index", _("The exact index; where it is only announced, the announced figure"))
    predicate = _("The predicate; empty where none is drawn, as the index can't be.")
    asks, evidence = _("What the level asks for."), _("The evidence for it, separated by |.")
    sides = {
        f"{side}_{key}": text
        for side, texts in {
            "from": (_("The earlier assessment year."), _("The earlier stage."), _("The earlier instrument.")),
            "to": (_("The later assessment year."), _("The later stage."), _("The later instrument.")),
        }.items()
        for key, text in zip(("year", "stage", "instrument"), texts, strict=True)
    }
    change = {
        "from": _("The earlier value, as it is shown; empty where it is not known or does not apply."),
        "to": _("The later value, as it is shown; empty where it is not known or does not apply."),
        "delta": _("The difference of what is shown."),
        **_exact("delta", _("The exact difference")),
    }
    lost = {
        "lost": _("The index points that the agencies lose here on average, rounded to four decimals."),
        **_exact("lost", _("The same, exact")),
    }
    return {
        "score": {
            **of_result,
            **parts,
            **weight,
            "before": _("The earlier value (--before)."),
            "value": _("The value, rounded as it is shown; the level of an indicator."),
            "backed": _("The value that accepted evidence proves, where any was judged."),
            **_exact("value", _("The exact value")),
            "name": _("What the level is called; of the index, the predicate."),
            **_exact("contribution", _("What it adds to the index, in index points")),
        },
        "score --set": {
            **of_result,
            **parts,
            "before": _("The value as it is."),
            "after": _("The value with the other answers."),
            "change": _("The difference of what is shown."),
        },
        "batch": {
            "rank": _("The rank within instrument, year and stage; empty where the index is off the scale."),
            "group_rank": _("The rank within its group or kind (--group-by)."),
            "agency": agency,
            "year": year,
            "instrument": instrument,
            "stage": stage,
            "group": _("The group to which the agency belongs; empty where none is named."),
            "kind": _("The kind of agency, such as Kota."),
            "index": index,
            "mark": _("An exclamation mark where its own parts refute the announced index."),
            "outlier": _("low or high where the index is far from the others (--outliers)."),
            "predicate": predicate,
            "claimed": _("The claimed index, where the index is what accepted evidence proves (--basis backed)."),
            "backed": _("The index that accepted evidence proves, where any was judged."),
            "domain_*": _("The value of each domain, as it is shown."),
            "aspect_*": _("The value of each aspect, where there are no domains."),
            "consistent": _("true or false: whether all announced figures can be; empty where nothing was announced."),
            **exact_index,
            "answered": _("How many indicators were answered."),
            "total": _("How many indicators apply."),
            "path": path,
            "not_applicable": _("How many do not apply."),
            "adjusted": _("true or false: whether weights were moved, as something does not apply."),
        },
        "batch --by": {
            "instrument": instrument,
            "year": year,
            "stage": stage,
            "tier": tier,
            "id": number,
            "title": title,
            "mean": _("The mean of its values over the agencies to which it applies, rounded as it is shown."),
            "level_*": _("How many agencies have reached each level and not the next; only of indicators."),
            **lost,
            "unproven": _("How many agencies claim more than is proven."),
            "unproven_lost": _(
                "What is lost because it is not proven, in index points on average of the agencies whose evidence was judged."
            ),
        },
        "compare": {
            "agency": agency,
            **sides,
            "tier": tier,
            "from_id": _("The number in the earlier instrument."),
            "id": number,
            "title": title,
            **change,
            **_exact("contribution", _("How much its answer changes the index, in index points")),
        },
        "compare OLD/ NEW/": {
            "agency": agency,
            **sides,
            **change,
            "from_predicate": _("The earlier predicate."),
            "to_predicate": _("The later predicate."),
            "from_rank": _("The earlier rank, among all that are comparable."),
            "to_rank": _("The later rank, among all that are comparable."),
            "rank_change": _("By how many ranks it rose; below 0 where it fell."),
        },
        "trend": {
            "agency": agency,
            "year": year,
            "stage": stage,
            "instrument": instrument,
            "index": index,
            **exact_index,
            "predicate": predicate,
            "delta": _("The difference from the point before."),
            **_exact("delta", _("The exact difference")),
        },
        "plan": {
            **of_result,
            "indicator": indicator,
            "title": title,
            "from": _("The level it starts from; a list where there are several services."),
            "to": _("The level it is raised to; a list where there are several services."),
            "from_name": _("What the level is called that it starts from."),
            "to_name": _("What the level is called that it is raised to."),
            "phase": _("In which phase, from 1 (--phases, --by)."),
            "by": _("The last day of the phase; empty where none was given."),
            "levels": _("By how many levels, over all services."),
            "cost": _("What the step costs."),
            **_exact("gain", _("What the step adds to the index, in index points")),
            "index": _("The index after this step and those before it, as it is shown."),
            **_exact("index", _("The index after this step and those before it, exact")),
        },
        "status": {
            "owner": _("The owner's name."),
            "asked": _("How many indicators the owner was asked for."),
            "answered": _("How many of them are answered or do not apply."),
            "open": _("Those that are still open."),
            "due": _("Until when; empty where no day is named."),
            "supports": _("Those to which the owner contributes, and for which its files bring neither evidence nor a note."),
            "late": _("Whether the day has passed and something is open or not brought."),
            "path": _("The owner's files."),
        },
        "evidence": {
            **of_result,
            "indicator": indicator,
            "title": title,
            "owner": _("Who answers for it."),
            "claimed": _("The claimed level of each service."),
            "backed": _("The proven level of each service."),
            "next": _("The lowest level that is not proven."),
            **_exact(
                "lost", _("What the claim without proof costs the index, in index points; the same in each row of the indicator")
            ),
            "state": _("What became of the item; empty where nothing was handed in."),
            "file": _("The name or address of the item."),
            "proves": _("The level that it proves; empty: the claimed one."),
            "status": _("The status that the answer file gives it."),
            "by": _("Who judged it."),
            "date": _("The day on which it was judged."),
            "note": _("A note about it."),
            "sha256": _("The SHA-256 of the file that was judged."),
            "found": _("What is found of it in the folder (--folder)."),
        },
        "explain": {
            **of_result,
            "of_tier": _("What the row explains: aspect, domain or index."),
            "of_id": _("The number of what the row explains."),
            "step": _("term: what is summed; mean: the sum; announced: how a figure is understood; predicate: how it is judged."),
            "tier": _("What is summed: domain, aspect or indicator."),
            "id": _("The number of what is summed."),
            "title": title,
            "service": _("Which service, from 1, of an indicator that is answered for several."),
            **weight,
            "value": _("The value, rounded as it is shown; the level of an indicator."),
            **_exact("value", _("The exact value")),
            **_exact("product", _("Weight times value")),
            "announced": _("The figure that was announced."),
            **_exact("low", _("The lowest that the figure stands for")),
            **_exact("high", _("The highest that the figure stands for")),
            **_exact("possible_low", _("The lowest that the figures below allow")),
            **_exact("possible_high", _("The highest that the figures below allow")),
            "rules": _("The rules that it follows, by their codes."),
        },
        "explain FILE ID": {
            **of_result,
            "indicator": indicator,
            "tier": _("What the row is about: level, aspect, domain or index."),
            "id": _("The number of the level or part."),
            "title": _("What the level is called; of a part, its title."),
            "before": _("The value today, as it is shown."),
            **_exact("before", _("The value today, exact")),
            "after": _("The value with the next level, as it is shown."),
            **_exact("after", _("The value with the next level, exact")),
            **_exact("change", _("How much it rises, exact")),
            "asks": asks,
            "evidence": evidence,
        },
        "config": {
            "section": _("The part of spbe.toml that it belongs to; a heading of tables belongs to columns."),
            "setting": _("Its key there."),
            "value": _("Its value; empty where nothing is asked for."),
            "origin": _("Where the value comes from."),
            "source": _("The option, the variable or the file that says it; empty for a default."),
            "line": _("The line in the file, from 1."),
        },
        "indicators": {
            "instrument": instrument,
            "tier": _("What the row is about: domain, aspect, indicator or level."),
            "id": _("The number of the part, indicator or level."),
            "title": title,
            "weight": _("Its weight in the instrument, a percentage of the index, as a decimal."),
            **_exact("weight", _("The exact weight")),
            "judges": _("What the indicator judges; only of one indicator."),
            "asks": asks,
            "evidence": evidence,
            "source": _("The text that the criteria are taken from."),
            "source_year": _("The year of its last document."),
        },
    }


def fields() -> dict[str, Any]:
    """The tables as Table Schemas (Frictionless Data): their fields, each with its name and description."""
    return {
        table: {"fields": [{"name": name, "description": text} for name, text in columns.items()]}
        for table, columns in tables().items()
    }


def _exact(name: str, meaning: str) -> dict[str, str]:
    """The two columns of an exact figure."""
    halves = {"num": _("{meaning}: numerator."), "den": _("{meaning}: denominator.")}
    return {f"{name}_{half}": text.format(meaning=meaning) for half, text in halves.items()}
