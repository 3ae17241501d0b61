"""What others counted or collected, brought in from files: reports of conferences, lists of registrations."""
