"""Tables in, reports out: indicators and figures from files, and the report on them."""
