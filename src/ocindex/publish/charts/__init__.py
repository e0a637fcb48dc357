"""What page, chart and PDF draw alike: the colours, and places on a scale."""
