"""How fast the printout is made, beside the same document made in other ways, all in one run."""
