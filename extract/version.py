"""Which reader this is; apart from the reader itself, so that asking it loads nothing."""

READER = "10"  # counts up when readings change, so that stale ones can be found
