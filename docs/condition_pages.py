"""The page of each family of conditions."""

from as_markdown import by_name, count, rows, safe
from links import families, title, to_condition, to_rule

from bodywork_rules import Rulebook
from bodywork_rules.model import Condition


def of_conditions(book: Rulebook, family: str) -> str:
    """The page of a family of conditions: each with its other names, what it is a kind of, and the rules about it."""
    own: dict[str, list[str]] = {}
    for rule in book.contraindications:
        own.setdefault(str(rule.about), []).append(rule.id)
    things = [book.conditions[id] for id in families("conditions")[family]]
    lines = [
        f"# {title(family)}: conditions",
        "",
        f"{count(len(things), 'condition')}.",
        "The rules about what a condition is a kind of count for it too.",
    ]
    lines += rows(
        ("condition", "a kind of", "rules about it", "also called", "question"),
        (
            (
                f'<span id="{each.id}"></span>{safe(each.name)}<br>`{each.id}`',
                ", ".join(to_condition(book, broader) for broader in each.broader),
                "<br>".join(map(to_rule, own.get(each.id, ()))),
                safe(", ".join(each.synonyms)),
                asked(book, each),
            )
            for each in by_name(things)
        ),
    )
    return "\n".join(lines) + "\n"


def asked(book: Rulebook, condition: Condition) -> str:
    """The question that asks for a condition; of a retired one, what stands in its place."""
    if condition.replaced_by is not None:
        return f"now {to_condition(book, condition.replaced_by)}"
    return safe(condition.ask)
