"""Documents made from the data: the question of a page asked, its answer written as a file. Bytes come back."""
