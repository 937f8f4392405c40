"""What deployments do over time, and the pictures of it."""
