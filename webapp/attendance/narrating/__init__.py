"""What people tell about an activity: the parts of its report that no machine can write, and who may read them."""
