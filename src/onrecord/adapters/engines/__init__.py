"""Engines that find pairs by blocking rules and compare them."""
