"""Estimates of what nobody documented, with the doubt around them."""
