"""What those who came say of an activity: five questions, with a name or without, counted and never traced back."""
