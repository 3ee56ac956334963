"""Each page's picture as one SVG that stands alone: title, drawing, legend, source and date. Values in, SVG out."""
