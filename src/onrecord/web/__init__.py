"""The register: what an organisation runs (Django)."""
