"""The form of the contact page, and any form of a reader: what keeps it honest and its words secret."""
