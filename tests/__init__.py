"""The promises this site keeps, one module a room."""
