"""Pages of forms, interviews, statements and consent."""
