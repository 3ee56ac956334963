"""What answers an HTTP address besides Streamlit, and what stands before it."""
