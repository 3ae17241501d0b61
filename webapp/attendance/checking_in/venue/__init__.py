"""The venue code: people check themselves in with their own phones, by a code on a screen in the room."""
