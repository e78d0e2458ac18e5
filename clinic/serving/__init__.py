"""How a request is answered, whatever page it asks for."""
