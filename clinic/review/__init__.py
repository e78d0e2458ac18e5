"""Clinical review: the text that is signed, its signing, and what is due."""
