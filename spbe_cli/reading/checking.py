"""Plain values to a checked model, and the faults that the model finds in them."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from spbe_cli.model.base import Checked, Fault, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Checked)


def checked(model: type[Model], value: Any, faults: list[Fault], path: tuple[Any, ...] = (), context: Any = None) -> Model | None:
    """The model of a value; None when something is wrong: the faults are then added to ``faults`` under ``path``."""
    try:
        return model.model_validate(value, context=context)
    except ValidationError as error:
        found = [one for detail in error.errors(include_url=False) for one in _faults(detail, model, path)]
        # A list with wrong members is not reported as too short as well.
        faults += (one for one in found if one.code != "too_few" or not any(_below(other, one) for other in found))
        return None


def _below(other: Fault, one: Fault) -> bool:
    return len(other.path) > len(one.path) and other.path[: len(one.path)] == one.path


def _faults(detail: ErrorDetails, model: type[Checked], path: tuple[Any, ...]) -> Iterator[Fault]:
    """What Pydantic or a validator of ours found, as faults with codes of ours."""
    at, value, context = (*path, *detail["loc"]), detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "faults":
            for one in context["faults"]:
                yield Fault((*at, *one.path), one.code, one.context, at_key=one.at_key)
        case "part":
            for one in context["errors"]:
                yield from _faults(one, context["model"], at)
        case "missing":
            names = _model_at(model, detail["loc"][:-1]).in_indonesian()
            yield Fault(at[:-1], "missing_key", {"key": at[-1], "indonesian": names.get(at[-1])})
        case "extra_forbidden" | "invalid_key":
            inner = _model_at(model, detail["loc"][:-1])
            within = _within(inner, at[-1])
            context = {"key": at[-1], "known": _keys(inner), "indonesian": tuple(inner.indonesian), "within": within}
            yield Fault(at, "unknown_key", context, at_key=True)
        case "literal_error":
            yield Fault(at, "one_of", {"value": value, "known": _choices(context["expected"])})
        case other:
            limit = next((context[name] for name in ("ge", "le", "min_length") if name in context), None)
            of_key = at[-1:] == ("[key]",)
            context = {"value": value, "limit": limit, "type": other}
            if other in _OF_KEYS:
                context |= {"several": _OF_KEYS[other], **_keys_at(model, detail["loc"])}
            yield Fault(at[:-1] if of_key else at, _CODES.get(other, "invalid"), context, at_key=of_key)


_CODES = {
    "model_type": "mapping_type",
    "model_attributes_type": "mapping_type",
    "dict_type": "mapping_type",
    "tuple_type": "list_type",
    "string_type": "text_type",
    "int_type": "whole_number_type",
    "bool_type": "true_or_false",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_great",
    "too_short": "too_few",
}


_OF_KEYS = {"model_type": False, "model_attributes_type": False, "tuple_type": True, "dict_type": True}
"""Where something else stands than a mapping with keys of ours; true where several of these would stand in what is expected."""


def _keys_at(model: type[Checked], path: tuple[Any, ...]) -> dict[str, tuple[str, ...]]:
    """The keys, in each language, of the mapping expected at a path, or in a list there; none where text may stand there."""
    inner = _expected_at(model, path)
    if inner is None or issubclass(inner, Text):
        return {}
    names = inner.in_indonesian()
    return {"keys": _keys(inner), "indonesian": tuple(names.get(key, key) for key in _keys(inner))}


def _choices(expected: str) -> tuple[str, ...]:
    return tuple(expected.replace(" or ", ", ").replace("'", "").split(", "))


def _keys(model: type[Checked]) -> tuple[str, ...]:
    """The keys that a mapping of a model may have, as they are written in the file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _within(model: type[Checked], key: Any) -> tuple[str, str] | None:
    """The key of the part that a key belongs to, in English and in Indonesian; None where none has it, or several do."""
    names = model.in_indonesian()
    found = [name for name, field in model.model_fields.items() if any(_takes(one, key) for one in _forms(field.annotation))]
    return (found[0], names.get(found[0], found[0])) if len(found) == 1 else None


def _forms(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _takes(form: Any, key: Any) -> bool:
    """Whether a mapping of this form may have the key: a model's, or a number where these are the keys."""
    if get_origin(form) is dict:
        return type(key) is int and get_args(form)[0] is int
    return isinstance(form, type) and issubclass(form, Checked) and form is not Text and key in (*_keys(form), *form.indonesian)


def _model_at(model: type[Checked], path: tuple[Any, ...]) -> type[Checked]:
    """The model of the mapping at a path inside another's."""
    for step in path:
        field = next((f for name, f in model.model_fields.items() if step in (name, f.alias)), None)
        model = (_model_in(field.annotation) if field else None) or model
    return model


def _expected_at(model: type[Checked], path: tuple[Any, ...]) -> type[Checked] | None:
    """The model of what is expected at a path, or of the items of the mapping or list that is; None where there is none."""
    if not path:
        return model
    fields = _model_at(model, path[:-1]).model_fields
    field = next((one for name, one in fields.items() if path[-1] in (name, one.alias)), None)
    return _expected_at(model, path[:-1]) if field is None else _model_in(field.annotation)


def _model_in(annotation: Any) -> type[Checked] | None:
    if isinstance(annotation, type) and issubclass(annotation, Checked):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _model_in(part))), None)
