"""From files to a checked rulebook. What reads and writes is imported when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later
from bodywork_rules.rulebook.check.problems import rules_naming_techniques
from bodywork_rules.rulebook.rulebook import Rulebook

if TYPE_CHECKING:
    from bodywork_rules.rulebook.coding import code_profile
    from bodywork_rules.rulebook.documents import from_data, from_json, to_data, to_json
    from bodywork_rules.rulebook.json_schema import schema
    from bodywork_rules.rulebook.load import load_profile, load_rulebook, load_translation
    from bodywork_rules.rulebook.texts import text_of
    from bodywork_rules.rulebook.translation import Translation

__all__ = [
    "Rulebook",
    "Translation",
    "code_profile",
    "from_data",
    "from_json",
    "load_profile",
    "load_rulebook",
    "load_translation",
    "rules_naming_techniques",
    "schema",
    "text_of",
    "to_data",
    "to_json",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "code_profile": "coding",
        "text_of": "texts",
        "from_data": "documents",
        "from_json": "documents",
        "to_data": "documents",
        "to_json": "documents",
        "load_profile": "load",
        "load_rulebook": "load",
        "schema": "json_schema",
        "Translation": "translation",
        "load_translation": "load",
    },
)
