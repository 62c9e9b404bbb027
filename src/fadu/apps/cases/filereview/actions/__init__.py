"""Mark a file, draw files for review. Each is a sealed act; nothing that was computed or marked before is overwritten."""
