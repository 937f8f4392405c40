"""Every service that botocore ships, generated and put to the test."""
