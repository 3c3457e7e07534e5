"""What the process apart can be asked about a file: one question in each file of this folder."""
