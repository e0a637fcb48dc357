"""What an auditor would say of the tables: a function for each of the Handbook's steps."""
