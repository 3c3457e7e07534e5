"""Work that takes longer than a page may: it goes on beside the server and shows how far it is."""
