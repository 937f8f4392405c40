"""Tests over HTTP, against servers that the tests start on the loopback interface."""
