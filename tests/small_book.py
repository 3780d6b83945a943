"""A small rulebook, made by hand, for tests that need one in particular."""

from bodywork_rules.model import (
    Clearance,
    Condition,
    Contraindication,
    Details,
    Has,
    Indication,
    Limits,
    Measured,
    Quantity,
    Region,
    Scope,
    Scoring,
    Source,
    Strengths,
    Technique,
    Term,
    This,
)
from bodywork_rules.rulebook.rulebook import Rulebook


def strengths(*points):
    return Strengths(**dict(zip(("traditional", "very_low", "low", "moderate", "high"), points, strict=True)))


SCORING = Scoring(
    benefit=strengths(1, 2, 3, 4, 6),
    no_benefit=strengths(0, 0, -1, -2, -3),
    mixed=strengths(0, 0, 0, 0, 0),
    harm=strengths(-2, -3, -4, -6, -8),
    like=2,
    dislike=-2,
    improved=3,
    unchanged=-1,
    worse=-4,
)


def terms(*ids):
    return [Term(id=id, name=id.capitalize(), text=f"What {id} means.") for id in ids]


PARTS = {
    "id": "small",
    "version": "1",
    "name": "A small rulebook",
    "scoring": SCORING,
    "regions": [
        Region(id="neck", name="Neck"),
        Region(id="back", name="Back"),
        Region(id="arm", name="Arm", paired=True),
        Region(id="forearm", name="Forearm", within="arm", paired=True),
        Region(id="wrist", name="Wrist", within="arm", paired=True, central="forearm"),
        Region(id="hand", name="Hand", within="arm", paired=True, central="wrist"),
    ],
    "traits": terms("heat", "suction", "tool"),
    "families": terms("relaxation", "clinical"),
    "positions": terms("prone", "seated"),
    "products": terms("oil"),
    "outcomes": terms("pain", "sleep"),
    "clinicians": terms("physician"),
    "pressures": [Term(id="2", name="rubbing lotion in"), Term(id="3", name="kneading dough")],
    "sources": [Source(id="book", title="A book")],
    "conditions": [
        Condition(id="bleeding-risk", name="Bleeding risk", kind="risk"),
        Condition(id="warfarin", name="Warfarin", kind="drug", broader=["bleeding-risk"], ask="Do you take warfarin?"),
        Condition(id="fracture", name="Fracture", ask="Have you broken a bone?"),
        Condition(id="wrist-fracture", name="Broken wrist", broader=["fracture"], regions=["wrist"], ask="The wrist?"),
        Condition(id="fever", name="Fever", ask="Have you a fever?", ask_again_after="1 day"),
        Condition(id="pregnancy", name="Pregnancy", ask="Are you pregnant?", ask_again_after="4 weeks"),
        Condition(id="neck-pain", name="Neck pain", kind="complaint", regions=["neck"], ask="Does your neck hurt?"),
        Condition(id="chest-pain", name="Chest pain", kind="red-flag", ask="Does your chest hurt?"),
        Condition(id="hypertension", name="High blood pressure", ask="Have you high blood pressure?"),
    ],
    "quantities": [
        Quantity(id="age", name="Age", unit="years", least=0, most=120, days_per_unit=365.25, ask="How old are you?"),
        Quantity(
            id="weeks", name="Weeks", unit="weeks", least=0, most=42, days_per_unit=7, describes="pregnancy",
            ask="How many weeks?",
        ),
        Quantity(id="pain", name="Pain", unit="of 10", least=0, most=10, fresh_for="2 days", ask="How bad?"),
    ],
    "clearances": [
        Clearance(
            id="pressure-ok", name="Blood pressure", clinician="physician", question="Is it under control?",
            unlocks="heat", lasts="26 weeks",
        ),
        Clearance(
            id="bone-ok", name="Bone", clinician="physician", question="Has it healed?", unlocks="the limb",
            lasts="52 weeks",
        ),
    ],
    "techniques": [
        Technique(
            id="swedish", name="Swedish massage", family="relaxation", target="muscle", positions=["prone", "seated"],
            pressure=[1, 3], regions=["neck", "back", "arm"], minutes=[20, 60], products=["oil"],
        ),
        Technique(
            id="deep", name="Deep tissue", family="clinical", target="muscle", positions=["prone"], pressure=[3, 5],
            regions=["neck", "back"], minutes=[30, 60],
        ),
        Technique(
            id="cupping", name="Cupping", family="clinical", traits=["suction", "tool"], essential=["suction"],
            target="skin", positions=["prone"], pressure=[1, 3], regions=["back"], minutes=[10, 20],
        ),
        Technique(
            id="stones", name="Hot stones", family="relaxation", traits=["heat", "tool"], essential=["heat"],
            target="muscle", positions=["prone"], pressure=[1, 2], regions=["back", "arm"], minutes=[30, 60],
        ),
    ],
    "indications": [
        Indication(
            technique="swedish", complaint="neck-pain", outcome="pain", direction="benefit", certainty="low",
            effect="a little less pain", sources=["book"],
        ),
        Indication(
            technique="deep", complaint="neck-pain", outcome="pain", stage="chronic", direction="benefit",
            certainty="moderate", effect="less pain", sources=["book"],
        ),
        Indication(
            families=["relaxation"], complaint="neck-pain", outcome="sleep", direction="no-benefit", certainty="low",
            effect="no change", sources=["book"],
        ),
    ],
    "contraindications": [
        Contraindication(
            id="bleeding", about="bleeding-risk", verdict="modify",
            limits=Limits(pressure_at_most=2, no_traits=["suction"]), reason="Bruising.", basis="explicit",
            sources=["book"],
        ),
        Contraindication(
            id="fracture-recent", about="fracture", when=This(Details(onset_within="12 weeks")), where="site",
            verdict="avoid", reason="The bone is not yet firm.", basis="explicit", sources=["book"],
        ),
        Contraindication(
            id="fracture-old", about="fracture", when=This(Details(onset_at_least="12 weeks")), where="limb",
            verdict="clearance", clearance="bone-ok", reason="It may not have healed.", basis="inferred",
            sources=["book"],
        ),
        Contraindication(
            id="fever", about="fever", verdict="avoid", reason="An infection may spread.", basis="explicit",
            sources=["book"],
        ),
        Contraindication(
            id="pressure", about="hypertension", unless=This(Details(controlled=True)),
            to=Scope(traits_any=["heat"], pressure=[4, 5]), verdict="clearance", clearance="pressure-ok",
            reason="Strain on the heart.", basis="explicit", sources=["book"],
        ),
        Contraindication(
            id="late-pregnancy", about="pregnancy", when=Measured("weeks", at_least=13), verdict="modify",
            limits=Limits(no_positions=["prone"], minutes_at_most=45), reason="Lying on the front.",
            basis="explicit", sources=["book"],
        ),
        Contraindication(
            id="frail", when=Measured("age", at_least=75), unless=Has("warfarin"), verdict="modify",
            limits=Limits(pressure_at_most=3), reason="Thin skin.", basis="inferred", sources=["book"],
        ),
        Contraindication(
            id="chest", about="chest-pain", verdict="avoid", referral="emergency", reason="It may be the heart.",
            basis="explicit", sources=["book"],
        ),
    ],
}  # fmt: skip


def small_book(**changes):
    """The small rulebook, with other parts in the place of some of its own."""
    return Rulebook(**PARTS | changes)
