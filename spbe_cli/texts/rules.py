"""The rules that results follow, in words: the text of each, its source, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from spbe_cli.texts import _, exact, number, visible
from spbe_cli.texts.words import in_language, listed, steps

if TYPE_CHECKING:
    from spbe_cli.model.rules import Rule, Sure

Context = Mapping[str, Any]


def rule_text(rule: Rule) -> str:
    """A rule and its source, as a sentence or two."""
    return sourced(rule_says(rule), rule)


def sourced(sentence: str, rule: Rule) -> str:
    """A sentence with the source of the rule that it follows."""
    return f"{sentence} " + _("Source: {source}.").format(source=rule_source(rule))


def rule_says(rule: Rule) -> str:
    """The text of a rule.

    Raises:
        KeyError: when no sentence is written for its code.
    """
    return _SAYS[rule.code](rule.context)


def rule_source(rule: Rule) -> str:
    """The source of a rule; for a convention, that it is one, and the reason for it, if there is one."""
    if rule.source is not None:
        text = visible(rule.source if isinstance(rule.source, str) else in_language(rule.source))
        wording = {"convention": _("a convention ({text})"), "secondary": _("{text}, as secondary sources have it")}
        return wording.get(rule.sure or "", "{text}").format(text=text)
    general = _SOURCES[rule.code]() if rule.code in _SOURCES else None
    if rule.sure != "convention" and general is not None:
        return general
    return _("a convention of spbe") if general is None else _("a convention of spbe ({text})").format(text=general)


def how_sure(sure: Sure | None) -> str:
    """How sure a rule is; if an instrument file does not say it, that the rule is from the file."""
    return {
        "regulation": _("regulation"),
        "announced": _("announced results"),
        "document": _("one document"),
        "secondary": _("secondary sources"),
        "convention": _("convention"),
        None: _("as the instrument file says"),
    }[sure]


def thresholds_text(on: Mapping[int, str]) -> str:
    """Which index is compared with bounds, from which year on."""
    basis = {"rounded": _("rounded index"), "exact": _("exact index")}
    return ", ".join(_("{basis} from {year}").format(basis=basis[one], year=year) for year, one in on.items())


def predicates_text(predicates: Any) -> str:
    """The predicates with their bounds."""
    return ", ".join(_("{name} from {bound}").format(name=one.name, bound=number(one.lower)) for one in predicates)


def scale_text(scale: Any) -> str:
    """The ends of a scale, and its steps if they are not whole levels."""
    between = "" if scale.step == 1 else f", {steps(scale.step)}"
    return f"{number(scale.min)}-{number(scale.max)}{between}"


def _levels(c: Context) -> str:
    scale = c["scale"]
    text = _("The values are {scale}.").format(scale=scale_text(scale))
    kinds = [
        ", ".join(f"{level} {visible(name)}" for level, name in zip(scale.levels, names, strict=True) if name)
        for names in scale.names.values()
        if any(names)
    ]
    return text + (" " + _("The levels are called {names}.").format(names="; ".join(kinds)) if kinds else "")


def _thresholds(c: Context) -> str:
    if "thresholds" in c:
        return _("What is compared with bounds: {thresholds}.").format(thresholds=thresholds_text(c["thresholds"]))
    return {
        "rounded": _("In {year} the rounded index is compared with the bounds."),
        "exact": _("In {year} the exact index is compared with the bounds."),
    }[c["basis"]].format(year=c["year"])


def _predicate(c: Context) -> str:
    if "predicates" in c:
        return _("The predicate is the highest one whose bound is reached: {predicates}.").format(
            predicates=predicates_text(c["predicates"])
        )
    return _("The predicate is the highest one whose bound is reached.")


_SAYS: dict[str, Callable[[Context], str]] = {
    "rule_weights": lambda c: _("The titles and weights of the {count} indicators and of what they make up.").format(
        count=c["count"]
    ),
    "rule_levels": _levels,
    "rule_mean": lambda _c: _(
        "A value is the sum of weight times value of what is below, divided by the weights, exact to the last digit."
    ),
    "rule_equal_items": lambda _c: _(
        "The aspect carries the weight, and its items share it equally; each service of a repeated indicator is an item."
    ),
    "rule_not_applicable": lambda _c: _(
        "The weight of what does not apply moves, in proportion, to the rest of its aspect; of its domain when the aspect is "
        "empty; of all when the domain is."
    ),
    "rule_unanswered": lambda c: _("What is not answered counts as the lowest value, {minimum}.").format(
        minimum=exact(c["minimum"])
    ),
    "rule_missing_services": lambda c: _(
        "A service that is missing, of those asked for, counts as the lowest value, {minimum}."
    ).format(minimum=exact(c["minimum"])),
    "rule_more_services": lambda _c: _("Each service above those asked for is one more equal item of its aspect."),
    "rule_criteria": lambda _c: _("Of the levels whose criteria are met, the unbroken run from the lowest counts."),
    "rule_evidence": lambda _c: _(
        "Each accepted evidence item is an equal share of its level's band, up to the first level that lacks one."
    ),
    "rule_conversion": lambda _c: _(
        "A national index becomes a value on the straight line between the two points that it lies between."
    ),
    "rule_interval": lambda _c: _(
        "An announced figure is rounded, so it stands for half a unit of its last decimal either way, and must meet what the "
        "figures below it make possible. It is never replaced by a computed one; what was not announced is computed from below."
    ),
    "rule_rounding": lambda c: _("The value is rounded once, half up, to {decimals} decimals.").format(decimals=c["decimals"]),
    "rule_thresholds": _thresholds,
    "rule_predicate": _predicate,
    "rule_announced_predicate": lambda _c: _("A predicate that was announced stands, whatever the bounds say."),
    "rule_wording": lambda c: (
        _("What each level asks for, and the evidence for it, in our own words.")
        if c["year"] is None
        else _("What each level asks for, and the evidence for it, in our own words, as of {year}.").format(year=c["year"])
    ),
    "rule_crosswalk": lambda c: _("Which indicators of {instruments} have the same subject.").format(
        instruments=listed(c["instruments"])
    ),
    "rule_focus": lambda c: _("Which indicators a focus means: {names}.").format(names=listed(c["focuses"])),
}

_SOURCES: dict[str, Callable[[], str]] = {
    "rule_mean": lambda: _("Permen PANRB 59/2020, annex, B.4"),
    "rule_criteria": lambda: _("Permen PANRB 59/2020, annex, tables 1 and 2, where each level asks for the one below"),
    "rule_interval": lambda: _("every average of 2021 and 2022 in the ministry's reports is consistent in this sense"),
}
"""The sources of rules that hold unless an instrument says something else; for conventions, the reasons for them."""
