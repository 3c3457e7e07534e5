"""What cannot be true in what sources say: found by checks, decided by people."""
