"""The slides as a PowerPoint file: native text, shapes, charts and tables on a template made in code. Pure."""
