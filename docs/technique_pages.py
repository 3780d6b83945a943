"""The page of each technique."""

from collections.abc import Iterable, Iterator

from as_markdown import at_end, cited, count, rows, safe
from links import to_condition, to_rule
from rule_pages import restricts

from bodywork_rules import Rulebook
from bodywork_rules.insight.rule_words import RuleWords
from bodywork_rules.insight.wording import outside
from bodywork_rules.model import Contraindication, Indication, Technique


def of_technique(book: Rulebook, technique: Technique) -> str:
    """The page of a technique: what it is, what speaks for and against it, and what restricts it."""
    words = RuleWords(book)
    cited_for_it = words.wording.cite(technique.sources)
    lines = [f"# {safe(technique.name)}", "", cited(f"{technique.definition}{cited_for_it}")]
    if technique.notices:
        lines += ["", f"**What the client notices:** {safe(technique.notices)}"]
    lines += rows(("what", "said"), facts(words, technique))
    own = [each for each in book.indications if each.technique == technique.id]
    of_family = [each for each in book.indications if technique.family in each.families]
    lines += ["", "## What speaks for and against it", ""]
    lines += arguments(words, own) or ["Nothing was found that was tried with this technique by itself."]
    if of_family:
        family = safe(book.families[technique.family].name)
        lines += ["", "## What is known of its whole family", ""]
        lines += [f"Where nothing nearer is known, what was found of a whole class serves: {family}.", ""]
        lines += arguments(words, of_family)
    lines += restricting(words, technique)
    lines += at_end("Further reading", words)
    return "\n".join(lines) + "\n"


def facts(words: RuleWords, technique: Technique) -> Iterator[tuple[str, str]]:
    """The attributes of a technique that are not told elsewhere on its page."""
    wording = words.wording
    family = words.rulebook.families[technique.family]
    yield "Id", f"`{technique.id}`"
    yield "Family", safe(f"{family.name}: {family.text}" if family.text else family.name)
    yield "Works on", safe(technique.target)
    yield "Is marked by", safe(", ".join(wording.named("trait", technique.traits)))
    if technique.essential:
        yield "Cannot do without", safe(", ".join(wording.named("trait", technique.essential)))
    yield "Position", safe(", ".join(wording.named("position", technique.positions)))
    levels = [words.rulebook.pressures[str(each)].name for each in (technique.pressure.least, technique.pressure.most)]
    span = f"{technique.pressure.least} to {technique.pressure.most} of 5"
    yield "Pressure", safe(f"{span}: from {levels[0]} to {levels[1]}" if levels[0] != levels[1] else levels[0])
    yield "Where", safe(wording.sites(technique.regions))
    yield "Minutes", f"{technique.minutes.least} to {technique.minutes.most}"
    if technique.only_for:
        past = ", now or in the past" if technique.only_for_ever else ""
        yield "Only for", ", ".join(to_condition(words.rulebook, each) for each in technique.only_for) + past
    if technique.products:
        yield "Products", safe(", ".join(wording.named("product", technique.products)))
    if technique.training:
        yield "Training", safe(technique.training)
    if technique.synonyms:
        yield "Also called", safe(", ".join(technique.synonyms))


def arguments(words: RuleWords, indications: Iterable[Indication]) -> list[str]:
    """Arguments as a table, by complaint."""
    book = words.rulebook
    cells = []
    for each in sorted(indications, key=lambda each: (book.conditions[each.complaint].name.lower(), each.id)):
        stage = f" ({each.stage.value})" if each.stage else ""
        outcome = f"{words.wording.name('outcome', each.outcome)}"
        wording = words.wording
        found = f"{wording.word('direction', each.direction)}, {wording.word('certainty', each.certainty)}"
        effect = f"{each.effect}{words.wording.cite(each.sources)}"
        dose = f" Dose: {each.dose}" if each.dose else ""
        about = f"{to_condition(book, each.complaint)}{stage}: {safe(outcome)}"
        cells.append((about, safe(found), cited(f"{effect}{dose}")))
    return rows(("complaint and hope", "found", "in words and figures"), cells)


def restricting(words: RuleWords, technique: Technique) -> list[str]:
    """The rules that single a technique out, and how many others hold for every technique."""
    book = words.rulebook
    rules = [rule for rule in book.contraindications if not rule.to.all and restricts(book, rule, technique)]
    general = sum(rule.to.all for rule in book.contraindications)
    lines = [
        "",
        "## What restricts it",
        "",
        f"{outside(count(general, 'rule'))} hold for every technique: they are on the pages of the rules.",
        f"{outside(count(len(rules), 'rule'))} more hold for this one because of how it works:" if rules else "",
    ]
    ordered = sorted(rules, key=lambda rule: (-rule.verdict, words.title(rule).lower(), rule.id))
    cells = ((safe(outside(words.verdict(rule.verdict))), *decision(words, rule)) for rule in ordered)
    return [*lines, *rows(("verdict", "when the client has", "state", "where", "within"), cells)]


def decision(words: RuleWords, rule: Contraindication) -> tuple[str, str, str, str]:
    """A rule in a line: a link to it by what it is about, the state in which it counts, where, and the limits."""
    limits = "; ".join(words.wording.limits(rule.limits))
    return to_rule(rule.id, words.title(rule)), safe(words.state(rule)), safe(words.place(rule)), safe(limits)
