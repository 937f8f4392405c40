"""The client's support: calls, waits, pages, errors, answers. The only wing that knows botocore."""
