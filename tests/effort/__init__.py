"""What a journey asks of a body: presses, keys, characters, pages and scrolling, counted in a real browser."""
