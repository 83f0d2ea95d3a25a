"""What a process remembers of its database: statements while it lives, values for some seconds. Never the truth."""
