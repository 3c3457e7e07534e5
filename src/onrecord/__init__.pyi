from onrecord.notebook import estimate as estimate

__version__: str
