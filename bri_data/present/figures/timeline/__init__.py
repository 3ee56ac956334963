"""The timeline: a year as lanes, all years as bars, and what Plotly draws of them."""
