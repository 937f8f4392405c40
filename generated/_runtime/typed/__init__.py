"""The typed layer's support: attrs classes over the wire layer."""
