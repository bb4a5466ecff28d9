"""One file for each schema there has been, in the order of `tables.SCHEMAS`."""
