"""Maps: cities and ties placed, drawn as SVG or for deck.gl, an inset, arrows at the edge, a page’s and a brief’s."""
