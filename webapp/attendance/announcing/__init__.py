"""Messages that the committee writes itself ("kabar"), to a part of the people of an event."""
