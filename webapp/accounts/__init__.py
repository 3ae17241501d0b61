"""People who sign in, their sign-ins, what they may do, and the tokens of programs."""
