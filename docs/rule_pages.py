"""The page of each rule, and of each family of rules."""

from collections.abc import Iterable
from textwrap import shorten

from as_markdown import at_end, cited, count, rows, safe
from links import families, title, to_condition, to_rule, to_technique, to_topic, topic

from bodywork_rules import Rulebook
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.insight.page import Item
from bodywork_rules.insight.rule_words import RuleWords
from bodywork_rules.model import Contraindication, Extent, Technique

TOLD_ABOVE = ("About", "Reason", "Unless we are told", "To", "Where", "Verdict", "Limits")
"""What the decision table, the reason and links tell of a rule."""
LONGEST_TITLE = 160
MOST_LINKS = 12
STRICTEST = "Of several that count at one place, the strictest verdict and the tightest limits hold."


def by_topic(book: Rulebook) -> dict[str, list[Contraindication]]:
    """The rules about each condition, and each of those about none, the strictest first."""
    groups: dict[str, list[Contraindication]] = {}
    for rule in sorted(book.contraindications, key=lambda rule: (-rule.verdict, rule.id)):
        groups.setdefault(topic(rule), []).append(rule)
    return groups


def of_rule(book: Rulebook, rule: Contraindication, alike: list[Contraindication]) -> str:
    """The page of a rule: why, what else is decided about the same condition, the rest in words, and its sources.

    Args:
        book: the rulebook.
        rule: the rule.
        alike: all rules about the same condition, this one among them.
    """
    words = RuleWords(book)
    lines = [f"# {safe(called(words, rule, alike))}", "", safe(rule.reason), "", to_topic(rule)]
    lines += ["", "## Decision table { data-search-exclude }"]
    if len(alike) > 1:
        lines += ["", f"This rule stands out; the others about the same condition are there to compare. {STRICTEST}"]
    lines += decisions(words, alike, rule)
    if rule.about is not None:
        wider = sorted(book.broader_of(rule.about) & {each.about for each in book.contraindications} - {rule.about})
        also = ", ".join(to_condition(book, each) for each in wider)
        lines += [f"The rules about what it is a kind of count for it too: {also}." if wider else ""]
    lines += ["", "## In words", *in_words(words, rule), *at_end("Sources", words)]
    return "\n".join(lines) + "\n"


def called(words: RuleWords, rule: Contraindication, alike: list[Contraindication]) -> str:
    """What a rule is about and in which state, and as much more as tells it from the others about the same."""
    state = words.state(rule)
    told = [] if len(alike) == 1 and state == words.wording.say("rule-always") else [state]
    alike = [each for each in alike if words.state(each) == state]
    for part in (lambda each: words.techniques(each.to), words.place, lambda each: words.verdict(each.verdict)):
        same = [each for each in alike if part(each) == part(rule)]
        told += [part(rule)] if len(same) < len(alike) else []
        alike = same
    return shorten(": ".join(filter(None, (words.title(rule), "; ".join(told)))), LONGEST_TITLE, placeholder=" …")


def decisions(words: RuleWords, rules: Iterable[Contraindication], this: Contraindication | None = None) -> list[str]:
    """A decision table, in which each row leads to the page of its rule, but for the one whose page it is."""
    return rows(
        ("state", "verdict", "techniques", "where", "within"),
        (
            (
                f"**{safe(words.state(rule))}** (this rule)" if rule is this else to_rule(rule.id, words.state(rule)),
                safe(words.verdict(rule.verdict)),
                safe(words.techniques(rule.to)),
                safe(words.place(rule)),
                safe("; ".join(words.wording.limits(rule.limits))),
            )
            for rule in rules
        ),
    )


def in_words(words: RuleWords, rule: Contraindication) -> list[str]:
    """What the decision table and the reason leave out of a rule; its condition and its techniques as links."""
    named = [f"- **Rule:** `{rule.id}`"]
    if rule.about is not None:
        named.append(f"- **About:** {to_condition(words.rulebook, rule.about)}")
    if not rule.to.all:
        named.append(f"- **Singles out:** {singled_out(words.rulebook, rule)}")
    above = TOLD_ABOVE if rule.about is None else (*TOLD_ABOVE, "Counts")
    return ["", *named, *listed(item for item in words.items(rule) if item.lead not in above)]


def restricts(book: Rulebook, rule: Contraindication, technique: Technique) -> bool:
    """Whether a rule is for a technique and names no region, or one at which the technique is done."""
    meet = isinstance(rule.where, Extent) or bool(book.body.union(rule.where) & book.body.union(technique.regions))
    return meet and takes_in(rule.to, technique)


def singled_out(book: Rulebook, rule: Contraindication) -> str:
    """Links to the techniques that a rule restricts, where they are few; else how many."""
    those = [each for each in book.techniques if restricts(book, rule, each)]
    if len(those) > MOST_LINKS:
        return f"{len(those)} of {len(book.techniques)} techniques"
    return ", ".join(map(to_technique, those))


def listed(items: Iterable[Item]) -> list[str]:
    """Items as a list."""
    return [f"{'    ' * each.depth}- **{safe(each.lead)}:** {cited(each.text)}" for each in items]


def of_family(book: Rulebook, family: str, groups: dict[str, list[Contraindication]]) -> str:
    """The page of a family of rules: for each condition a decision table, with links to the rules.

    Args:
        book: the rulebook.
        family: the family.
        groups: all rules of the rulebook by topic.
    """
    words = RuleWords(book)
    ids = families("contraindications")[family]
    lines = [
        f"# {title(family)}: rules",
        "",
        f"{count(len(ids), 'rule')} that restrict, with the others about the same conditions.",
        "The state leads to the page of its rule, with the reason and the sources.",
        STRICTEST,
    ]
    headings = {topic(rule): words.title(rule) for rule in map(book.contraindications.__getitem__, ids)}
    for id, heading in sorted(headings.items(), key=lambda each: (each[1].lower(), each[0])):
        lines += ["", f"## {safe(heading)} {{ #{id} }}", *decisions(words, groups[id])]
    return "\n".join(lines) + "\n"
