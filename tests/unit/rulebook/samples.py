"""Clients, and the answers for them under the small rulebook."""

from datetime import date

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import (
    ClearanceRecord,
    ClientProfile,
    Finding,
    Goal,
    Limits,
    Measurement,
    Preferences,
    Response,
)
from small_book import small_book

ON = date(2026, 11, 23)
BOOK = small_book()
FULL = ClientProfile(
    taken="2026-11-23",
    age=80,
    findings=[
        Finding("wrist-fracture", id="w", onset="about 10 days ago", sites=["left wrist"], severity="mild"),
        Finding("fracture", id="f", status="resolved", onset="2024", end="2025-01", stage="acute", controlled=False),
        Finding("hypertension", status="suspected"),
        "pregnancy",
        "neck-pain",
    ],
    medications=["warfarin"],
    measurements=[Measurement("pain", value=5.0, on="2026-11-20")],
    goals=[Goal("neck-pain", outcome="pain", importance=3, sites=["neck"]), "neck-pain"],
    preferences=Preferences(likes=["heat"], declines=["cupping"], declines_sites=["left hand"]),
    clearances=[
        ClearanceRecord(clearance="pressure-ok", answer="granted", on="2026-11-20", limits=Limits(pressure_at_most=2)),
        ClearanceRecord(clearance="bone-ok", answer="refused", on="2026-11-01", findings=["f"], expires="2027-01-01"),
    ],
    responses=[Response(technique="deep", change="worse", complaint="neck-pain", on="2026-01-01")],
    answered=["EVERYTHING", "fever"],
    unmapped=["a tingle, 5 °C"],
)
PROFILES = [FULL, ClientProfile(), ClientProfile(taken=ON, findings=["fever"], goals=["neck-pain"], answered=["fever"])]
ANSWERS = [Evaluator(BOOK).evaluate(profile, on=ON) for profile in PROFILES if profile is not FULL] + [
    Evaluator(BOOK).evaluate(
        ClientProfile(
            taken=ON,
            findings=["hypertension", "chest-pain", Finding("fracture", onset="2026-10-30"), Finding("neck-pain")],
            goals=["neck-pain"],
            preferences=Preferences(declines=["heat"], likes=["swedish"]),
            medications=["warfarin"],
            answered=["pregnancy"],
        ),
        on=ON,
    )
]
