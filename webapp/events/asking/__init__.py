"""The question box: questions before and during an activity, looked at by a moderator, voted for by everybody."""
