"""Official paper: layout after GB/T 9704-2012, the faces it asks for, and WordprocessingML of our own. Every app that prints uses it."""
