"""Reading and coding: suggestions, accounts of acts, and the acts and events judged from them."""
