"""What a measure and its thresholds refuse."""

import pytest

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Measure, Threshold

THRESHOLD = {"points": 2, "basis": "unsourced"}
MEASURE = {"id": "m", "name": "M", "unit": "points", "least": 0, "most": 10, "better": "lower"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"points": None}, "a threshold needs points, a share of the first score, or both"),
        ({"points": 0}, "`points` must be more than 0, not `0`"),
        ({"share": 1.5}, "`share` must be more than 0 and at most 1, not `1.5`"),
        ({"share": 0}, "`share` must be more than 0 and at most 1, not `0`"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused(told, said):
    with pytest.raises(InvalidValue) as caught:
        Threshold(**THRESHOLD | told)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"most": 0}, "a measure whose highest score is not above its lowest: `0 to 0`"),
        ({"counts_from": 11}, "`counts_from` must be 0 to 10, not `11`"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(told, said):
    with pytest.raises(InvalidValue) as caught:
        Measure(**MEASURE | told)
    assert str(caught.value) == said
