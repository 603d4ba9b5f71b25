"""From a tree and data to an exact figure: names matched, figures read, arithmetic done, steps told."""
