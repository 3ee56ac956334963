"""Expenses: amounts as bars, the chart one explores, the lives of missions."""
