"""Who is there: organisations that help nearby, what they offer, where and when one finds them."""
