"""The JSON Schemas of what the commands give as JSON: made from the shapes, each key with its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from spbe_cli.formats.json.shapes.catalogue import Catalogue
from spbe_cli.formats.json.shapes.checks import Problems
from spbe_cli.formats.json.shapes.collection import Status
from spbe_cli.formats.json.shapes.comparison import Comparison, Comparisons, CourseLine, Trend
from spbe_cli.formats.json.shapes.evidence import Evidence, ProofLine
from spbe_cli.formats.json.shapes.explanation import Explanation, IndicatorExplanation
from spbe_cli.formats.json.shapes.plan import Plan, Plans
from spbe_cli.formats.json.shapes.ranking import Losses, Ranked, Ranking
from spbe_cli.formats.json.shapes.result import Result
from spbe_cli.formats.json.shapes.settings import Settings
from spbe_cli.texts import _

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

LINE: Final = "Line"
"""The name, among the definitions of a schema, of what a line of JSON Lines is."""


class Output(NamedTuple):
    """What a command gives as JSON: the command, the shape of a document, and that of a line of JSON Lines, where it has any."""

    command: str
    document: Any
    line: Any = None


OUTPUTS: Final = {
    "result": Output("score", Result | list[Result], Result),
    "ranking": Output("batch", Ranking, Ranked),
    "losses": Output("batch --by", Losses),
    "comparison": Output("compare", Comparison | Comparisons, Comparison),
    "trend": Output("trend", Trend, CourseLine),
    "plan": Output("plan", Plan | Plans, Plan),
    "status": Output("status", Status),
    "evidence": Output("evidence", Evidence, ProofLine),
    "explanation": Output("explain", Explanation | IndicatorExplanation),
    "problems": Output("validate", Problems),
    "catalogue": Output("indicators", Catalogue),
    "config": Output("config", Settings),
}
"""The outputs by the name of their schema."""


def output(name: str) -> dict[str, Any]:
    """The schema of an output; what a line of JSON Lines is, stands among its definitions."""
    asked = OUTPUTS[name]
    shapes = {"document": asked.document} | ({} if asked.line is None else {LINE: asked.line})
    made, whole = TypeAdapter.json_schemas(
        [(key, "serialization", TypeAdapter(shape)) for key, shape in shapes.items()], schema_generator=_Generator
    )
    lines = {} if asked.line is None else {LINE: made[LINE, "serialization"]}
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": f"spbe {asked.command} --format json",
        **made["document", "serialization"],
        "$defs": lines | whole["$defs"],
    }


class _Generator(GenerateJsonSchema):
    """Pydantic's generator: no key but those that are described, and no titles that say a key again."""

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        made = super().typed_dict_schema(schema)
        # Docstrings are for programmers, not for users of the schema.
        made.pop("description", None)
        for one in made["properties"].values():
            one["description"] = _(one["description"])
        return made | {"additionalProperties": False}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
