"""Reading: from an article to its names and facts."""

YIMAI_ROOM = "extract"
