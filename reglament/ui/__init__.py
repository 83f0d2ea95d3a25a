"""The look: words for figures, the promise bar, page parts, styles and scripts. It knows the clock and nobody else."""
