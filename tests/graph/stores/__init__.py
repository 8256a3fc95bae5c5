"""Mirror of the room."""
