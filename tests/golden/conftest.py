"""What is expected is data here: its own tests run where it is generated."""

collect_ignore = ["expected"]
