"""A client profile to fill in: every key with a comment, the examples taken from the rulebook itself."""

from string import Template
from typing import Any

from bodywork_rules.insight.page import one_line
from bodywork_rules.model import Condition, parse
from bodywork_rules.model.scales import Answer, Change, Severity, Stage, Status
from bodywork_rules.rulebook import Rulebook

__all__ = ["template_text"]

TEXT = Template("""\
# A client profile, to be read by `bodywork-rules assess`.
#
# What is left out is not known: it is never taken to be "no". Take the # away from what you fill in.
# Ids are those of the rulebook $rulebook; `bodywork-rules find TEXT` looks one up.
# A date is as precise as you know it: "2026-10-30", "2026-10", "2026", "about 10 days ago".
# A site is a region, with "left", "right" or "both" before one of a pair: "$site".

format = 1

# The day on which the client told all this. Without it the answer says that the history is undated.
# taken = 2026-01-31

# One of these, not both.
# age = 46
# born = 1980-05-17

# What the client takes, by id: "$drug".
# To say more of one, take this line away and write [[medications]] tables, as for [[findings]].
medications = []

# The conditions about which the client told all there is, now and before: the only way to say no.
# "I don't know" and questions that were not asked do not belong here.
answered = [
$questions]

# What the client said that you could not code. While there is any, only what is to be avoided
# anyway is settled.
unmapped = []

# What the client has or had. One table for each; only `condition` is needed.
# [[findings]]
# condition = "$condition"
# status = "present"            # $statuses
# id = "first"                  # your own, to be named in a clearance record
# onset = "2025-11"
# end = "2025-12"               # of what is over, with status = "resolved"
# sites = ["$site"]
# severity = "mild"             # $severities
# stage = "chronic"             # $stages
# controlled = true             # of what lasts

# What the client comes for. Only `complaint` is needed.
# [[goals]]
# complaint = "$complaint"
# outcome = "$outcome"
# importance = 2                # 1 minor, 2, 3 most important
# sites = ["$site"]

# A value that was measured. There are:
$quantities
# [[measurements]]
# quantity = "$quantity"
# value = $value
# on = 2026-01-31

# What the client wants and does not want: ids of techniques, families or traits.
# [preferences]
# likes = []
# dislikes = []
# declines = []
# declines_sites = ["$site"]

# A clinician's answer that you have on record.
# [[clearances]]
# clearance = "$clearance"
# findings = ["first"]          # left out: it names none
# answer = "granted"            # $answers
# on = 2026-01-20
# expires = 2026-07-20          # left out: the clearance's own time
# limits = { pressure_at_most = 2 }

# How the client responded to an earlier treatment.
# [[responses]]
# technique = "$technique"
# change = "improved"           # $changes
# complaint = "$complaint"        # left out: all complaints
# on = 2025-12-20
""")


def template_text(rulebook: Rulebook, *, questions: bool = False) -> str:
    """A profile to fill in, which reads as one in which nothing is told.

    Args:
        rulebook: the rulebook from which the examples are taken.
        questions: with every question of the rulebook, to be put and, when the answer is no, listed as answered.
    """
    indication = next(iter(rulebook.indications), None)
    quantities = [each for each in rulebook.quantities if each.id != "age"]
    quantity = min(quantities, key=lambda each: each.usual is None, default=None)
    drug = next((each.id for each in rulebook.conditions if each.kind == "drug"), "")
    complaint = indication.complaint if indication else _first(rulebook.conditions)
    asked = [each for each in rulebook.conditions if each.ask and not each.replaced_by] if questions else []
    return TEXT.substitute(
        rulebook=f"{rulebook.id} {rulebook.version}",
        site=_first(rulebook.regions),
        drug=drug or _first(rulebook.conditions),
        questions="".join(_question(each) for each in asked),
        condition=complaint,
        complaint=complaint,
        outcome=indication.outcome if indication else _first(rulebook.outcomes),
        quantities="\n".join(f"#   {each.id}, in {one_line(each.unit)}" for each in quantities) or "#   none",
        quantity=quantity.id if quantity else "",
        value=f"{quantity.least if quantity.usual is None else quantity.usual:g}" if quantity else "0",
        clearance=_first(rulebook.clearances),
        technique=_first(rulebook.techniques),
        statuses=_members(Status),
        severities=_members(Severity),
        stages=_members(Stage),
        answers=_members(Answer),
        changes=_members(Change),
    )


def _first(things: Any) -> str:
    """The id of the first of some things; empty when there is none."""
    return next((str(each.id) for each in things), "")


def _members(kind: Any) -> str:
    """The names of a vocabulary, as a file has them."""
    return ", ".join(parse.name_of(each) for each in kind)


def _question(condition: Condition) -> str:
    """A question as a line to uncomment when the answer is no."""
    return f'    # "{condition.id}",  # {one_line(condition.ask)}\n'
