"""Assess a client with the shipped rulebook and print the answer; all set-up is done here.

python3 .ci/assess.py                    # the example client
python3 .ci/assess.py PROFILE [OPTIONS]  # as `bodywork-rules assess`
"""

import sys

from environment import BIN, ready, run

EXAMPLE = ("examples/profiles/neck-pain-on-warfarin.toml", "--on", "2026-11-23")

if __name__ == "__main__":
    ready()
    run(BIN / "bodywork-rules", "assess", *(sys.argv[1:] or EXAMPLE))
