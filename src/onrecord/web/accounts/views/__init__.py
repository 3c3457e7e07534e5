"""The pages of accounts: coming and going, one's own account, everybody's accounts."""
