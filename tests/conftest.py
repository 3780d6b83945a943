"""How thoroughly the laws are tried: ``HYPOTHESIS_PROFILE=thorough`` tries 2,000 examples of each."""

import os

from hypothesis import HealthCheck, settings

for name, examples in (("brief", 25), ("default", 50), ("thorough", 2_000)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
