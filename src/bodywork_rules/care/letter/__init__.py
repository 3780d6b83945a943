"""Letters to clinicians, and the way back of their replies."""
