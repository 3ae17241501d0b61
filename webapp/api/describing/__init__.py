"""The OpenAPI document, written by hand beside the views; a test holds it against the routes and their answers."""
