"""Who works with the register: accounts, roles, compartments."""
