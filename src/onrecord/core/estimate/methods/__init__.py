"""The methods of estimation: one file each, found by lying in this folder."""
