"""Cases as JSON Lines: a client, a day, and what a careful screening should say. See docs/reference/case-format.md."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bodywork_rules import ClientProfile, Verdict, from_data
from bodywork_rules.model import Assessment, Referral, SiteJudgement
from bodywork_rules.model.parse import member

FORMAT = 1
KEYS = {"format", "id", "kind", "on", "profile", "expect", "source", "note", "pending"}
EXPECT = {"scope", "technique", "site", "verdict", "accept", "referral", "foreseeable"}


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        id: names it.
        on: the day of the treatment.
        profile: what the client told.
        expect: what should be said.
        pending: why it cannot be judged yet; empty when it can.
    """

    id: str
    on: date
    profile: ClientProfile
    expect: dict[str, Any]
    pending: str

    @property
    def strict(self) -> set[Verdict]:
        """The verdict expected."""
        return {member(Verdict, self.expect["verdict"])} if "verdict" in self.expect else set()

    @property
    def lenient(self) -> set[Verdict]:
        """That and the others that are reasonable."""
        return self.strict | {member(Verdict, each) for each in self.expect.get("accept", ())}


def cases_of(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        ValueError: a line is not of the format.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        data = json.loads(line)
        if not KEYS - {"pending"} <= data.keys() <= KEYS or data["format"] != FORMAT:
            raise ValueError(f"line {number}: not a case of format {FORMAT}: {sorted(data)}")
        if not data["expect"].keys() <= EXPECT or data["expect"]["scope"] not in ("whole-body", "site", "technique"):
            raise ValueError(f"line {number}: not an expectation: {sorted(data['expect'])}")
        if not data["expect"].keys() & {"verdict", "accept", "referral", "foreseeable"}:
            raise ValueError(f"line {number}: nothing is expected")
        profile = from_data(ClientProfile, data["profile"])
        found.append(Case(data["id"], date.fromisoformat(data["on"]), profile, data["expect"], data.get("pending", "")))
    return found


def said(case: Case, answer: Assessment) -> Verdict:
    """The verdict that an answer gives in the scope of a case: over every technique, at a site, or of one technique.

    A site at which nothing that is meant is ever done is avoided.
    """
    if case.expect["scope"] == "whole-body":
        refusal = case.expect.get("foreseeable", True) is False
        return (max if refusal else min)(judgement.verdict for judgement in answer.judgements)
    of = case.expect.get("technique")
    judged = [answer.judgements[of]] if of else list(answer.judgements)
    if "site" not in case.expect:
        return judged[0].verdict
    at = (_at(answer, judgement, case.expect["site"]) for judgement in judged)
    return min((each.verdict for each in at if each), default=Verdict.AVOID)


def _at(answer: Assessment, judgement: Any, site: str) -> SiteJudgement | None:
    worked = answer.body.union(judgement.technique.regions)
    return judgement.at(site) if answer.body.mask(site) & worked else None


def refers(case: Case, answer: Assessment) -> bool:
    """Whether the referral expected, or a more urgent one, is given."""
    wanted = member(Referral, case.expect["referral"])
    return any(notice.referral >= wanted for notice in answer.referrals)
