"""What an answer says, in words: from its first line to its sources."""
