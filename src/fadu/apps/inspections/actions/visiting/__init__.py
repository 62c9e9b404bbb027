"""The verbs of a visit: open it, record it here or from a phone, conclude it, follow its problems, make its result public."""
