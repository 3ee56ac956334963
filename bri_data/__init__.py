"""The Bureau's activity: read, checked, stored, queried and drawn. Nothing here imports Streamlit."""
