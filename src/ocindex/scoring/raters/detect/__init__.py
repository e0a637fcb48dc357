"""What an editor should know of a panel: a function for each chapter of the report."""
