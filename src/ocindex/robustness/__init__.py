"""How far an index holds: audit, uncertainty, sensitivity, what-if."""
