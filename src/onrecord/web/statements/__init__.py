"""Statement-taking forms, interviews, and what their answers propose."""
