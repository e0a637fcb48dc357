"""A method as data: how indicators become an index, step by step."""
