"""The JSON Schema of the files that people write, for their editors: made from the models that check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from spbe_cli.model import answer, assessment, base, config, costs, evidence, keys, owners, tree
from spbe_cli.model.answer import Answer, Commitment
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.base import Checked, Text, one_or_many
from spbe_cli.model.config import Config
from spbe_cli.model.costs import CostFile, Costs
from spbe_cli.model.criteria import IndicatorCriteria, Passage
from spbe_cli.model.evidence import Evidence
from spbe_cli.model.instrument import Instrument
from spbe_cli.model.owners import Owned, Owners
from spbe_cli.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

_NUMBER = {"type": "number"}
_TEXT = {"type": "string"}
_LEVELS = {"type": "array", "items": _NUMBER, "minItems": 1}
_FIGURES = {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}
_ONE_OWNED = {"anyOf": [{"type": "integer", "minimum": 1}, _TEXT]}
_COST = {"anyOf": [{"type": "number", "minimum": 0}, {"enum": [*costs.IMPOSSIBLE]}]}
_THRESHOLD = {"anyOf": [_NUMBER, _TEXT]}

_READ_BY: dict[Any, JsonSchemaValue] = {
    base.exact: _NUMBER,
    evidence.read_proven: _NUMBER,
    evidence.read_seal: {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
    tree.read_point: {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    answer.read_levels: {"anyOf": [_NUMBER, _LEVELS]},
    answer.read_criteria: {"type": "array", "items": {"type": "integer"}},
    answer.read_accepted: {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    answer.read_national_index: _NUMBER,
    answer.read_why: _TEXT,
    assessment.read_stage: {"enum": [*assessment.STAGES, *keys.STAGES]},
    evidence.read_status: {"enum": [*evidence.STATUSES, *keys.STATUSES]},
    base.read_day: {"type": "string", "format": "date"},
    answer.read_promised: _NUMBER,
    assessment.read_figure: _NUMBER,
    assessment.read_domain_figures: _FIGURES,
    assessment.read_aspect_figures: _FIGURES,
    assessment.read_predicate: _TEXT,
    owners.read_owned: {"anyOf": [*_ONE_OWNED["anyOf"], {"type": "array", "items": _ONE_OWNED}]},
    costs.read_cost: _COST,
    costs.read_named: {"anyOf": [*_COST["anyOf"], {"type": "object", "additionalProperties": _COST}]},
    config.read_thresholds: {"anyOf": [*_THRESHOLD["anyOf"], {"type": "array", "items": _THRESHOLD, "minItems": 1}]},
    config.read_points: {"type": "number", "minimum": 0},
    config.read_heading: {"anyOf": [_TEXT, {"const": False}]},
}
_SHORT_FORMS: dict[Any, list[JsonSchemaValue]] = {
    Text: [_TEXT],
    Passage: [_TEXT],
    Evidence: [_TEXT],
    Answer: [_NUMBER, _LEVELS, {"enum": ["n/a", "N/A", "tidak berlaku"]}, {"type": "null"}],
}
_BILINGUAL: Final[tuple[type[Checked], ...]] = (Assessment, Answer, Evidence, Commitment, Published, Owned, Costs)

FILES: Final[dict[str, type[Checked]]] = {
    "answers": Assessment,
    "indicators": Instrument,
    "owners": Owners,
    "costs": CostFile,
    "spbe.toml": Config,
}
"""The files that people write, by the names of their schemas, each with the model of a document."""


def file(kind: str) -> dict[str, Any]:
    """The schema of a kind of file, with what each key means; every key of a bilingual file may be English or Indonesian."""
    schema = FILES[kind].model_json_schema(schema_generator=_Generator)
    _translate(schema)
    for model, mapping in _mappings(FILES[kind], schema):
        properties = mapping["properties"]
        if model is Costs:
            # The numbers of indicators are keys themselves.
            mapping["additionalProperties"] = properties.pop("named")
            properties["default"]["default"] = 1
        properties |= {key: properties[english] for key, english in model.indonesian.items()}
        required = mapping.pop("required", ())
        if model is Assessment:
            # The instrument may be left out; then the one for the year is used.
            required = ("agency", "year", ("answers", "published"))
        names = model.in_indonesian()
        given = [one if isinstance(one, tuple) else (one,) for one in required]
        either = [[*one, *(names[key] for key in one if key in names)] for one in given]
        if alone := [one[0] for one in either if len(one) == 1]:
            mapping["required"] = alone
        if several := [one for one in either if len(one) > 1]:
            mapping["allOf"] = [{"anyOf": [{"required": [key]} for key in one]} for one in several]
    return schema


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the types that our own validators accept."""

    def generate(self, schema: core_schema.CoreSchema, mode: Any = "validation") -> JsonSchemaValue:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        reads = schema["function"]["function"]
        if reads is tree.read_criteria:
            IndicatorCriteria.model_rebuild()
            return self.generate_inner(IndicatorCriteria.__pydantic_core_schema__)
        return dict(_READ_BY[reads])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        full = super().function_before_schema(schema)
        return {"anyOf": [full["items"], full]} if schema["function"]["function"] is one_or_many else full

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        full = super().model_schema(schema)
        # Docstrings are for programmers, not for users of the schema.
        full.pop("description", None)
        short = _SHORT_FORMS.get(schema["cls"])
        return {"anyOf": [*short, full]} if short else full


def _mappings(model: type[Checked], schema: dict[str, Any]) -> Iterator[tuple[type[Checked], dict[str, Any]]]:
    """The models of a schema that have keys of their own in Indonesian, each with the mapping that it stands for there."""
    models = {one.__name__: one for one in (model, *_BILINGUAL)}
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for one in (part, *part.get("anyOf", ())):
            if "properties" in one and name in models and (models[name].indonesian or name == model.__name__):
                yield models[name], one


def _translate(part: Any) -> None:
    """Puts what each key means into the language in use."""
    if isinstance(part, dict):
        if isinstance(part.get("description"), str):
            part["description"] = _(part["description"])
        for one in part.values():
            _translate(one)
    elif isinstance(part, list):
        for one in part:
            _translate(one)
