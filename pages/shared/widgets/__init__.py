"""What pages lay out: pictures, forms, maps, charts one explores, the tools of the header."""
