"""The kinds of id. Each is text at run time; the type says what it names."""

from typing import Final, NewType

__all__ = [
    "EVERYTHING",
    "ClearanceId",
    "ClinicianId",
    "ConditionId",
    "ContraindicationId",
    "FamilyId",
    "FindingId",
    "MeasureId",
    "OutcomeId",
    "PositionId",
    "ProductId",
    "QuantityId",
    "RegionId",
    "SourceId",
    "TechniqueId",
    "TrainingId",
    "TraitId",
]

ClearanceId = NewType("ClearanceId", str)
ClinicianId = NewType("ClinicianId", str)
ConditionId = NewType("ConditionId", str)
ContraindicationId = NewType("ContraindicationId", str)
FamilyId = NewType("FamilyId", str)
FindingId = NewType("FindingId", str)
MeasureId = NewType("MeasureId", str)
OutcomeId = NewType("OutcomeId", str)
PositionId = NewType("PositionId", str)
ProductId = NewType("ProductId", str)
QuantityId = NewType("QuantityId", str)
RegionId = NewType("RegionId", str)
SourceId = NewType("SourceId", str)
TechniqueId = NewType("TechniqueId", str)
TrainingId = NewType("TrainingId", str)
TraitId = NewType("TraitId", str)

EVERYTHING: Final = ConditionId("EVERYTHING")
"""In ``ClientProfile.answered``: the client told us of every condition, whatever a rulebook may ask.

For studies and tests: a later rulebook may ask more.
"""
