"""Writers of files for people and programs outside."""
