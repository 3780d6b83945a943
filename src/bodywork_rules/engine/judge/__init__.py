"""From the rules that count to a judgement of every technique."""
