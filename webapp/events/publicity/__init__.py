"""How an activity is made known: its poster, its point on the map, its flyer and the card of its link."""
