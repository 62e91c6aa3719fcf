//! Values over areas: joins of figures, summaries of layers, class breaks, palettes, legends.
