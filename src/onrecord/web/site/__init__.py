"""What every app of the register stands on: settings, access rule, versions, lists, pages."""
