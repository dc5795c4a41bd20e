"""The JSON Schema of the files that people write, for their editors: made from the models that check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from spbe_cli.model import answer, assessment, base, evidence, keys, tree
from spbe_cli.model.answer import Answer, Commitment
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.base import Text, one_or_many
from spbe_cli.model.criteria import IndicatorCriteria, Passage
from spbe_cli.model.evidence import Evidence
from spbe_cli.model.instrument import Instrument

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

_NUMBER = {"type": "number"}
_TEXT = {"type": "string"}
_LEVELS = {"type": "array", "items": _NUMBER, "minItems": 1}
_FIGURES = {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}}

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
}
_SHORT_FORMS: dict[Any, list[JsonSchemaValue]] = {
    Text: [_TEXT],
    Passage: [_TEXT],
    Evidence: [_TEXT],
    Answer: [_NUMBER, _LEVELS, {"enum": ["n/a", "N/A", "tidak berlaku"]}, {"type": "null"}],
}
_BILINGUAL = (Assessment, Answer, Evidence, Commitment, Published)


def answers() -> dict[str, Any]:
    """The schema of an answer file; every key may be English or Indonesian."""
    schema = Assessment.model_json_schema(schema_generator=_Generator)
    parts = {**schema["$defs"], "Assessment": schema}
    for model in _BILINGUAL:
        for mapping in _mappings(parts[model.__name__]):
            properties = mapping["properties"]
            properties |= {key: properties[english] for key, english in model.indonesian.items()}
            # A required key may be in either language.
            mapping.pop("required", None)
    # The instrument may be left out; then the one for the year is used.
    schema["allOf"] = [
        {"anyOf": [{"required": [name]} for name in names]}
        for names in (("agency", "instansi"), ("year", "tahun"), ("answers", "jawaban", "published", "hasil_resmi"))
    ]
    return schema


def indicators() -> dict[str, Any]:
    """The schema of one document of an instrument file."""
    return Instrument.model_json_schema(schema_generator=_Generator)


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

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        full = super().model_schema(schema)
        # Docstrings are for programmers, not for users of the schema.
        full.pop("description", None)
        short = _SHORT_FORMS.get(schema["cls"])
        return {"anyOf": [*short, full]} if short else full


def _mappings(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in (part, *part.get("anyOf", ())) if "properties" in one]
