"""How dates and numbers are written, where Django has it otherwise than our readers do."""
