"""An e-SAKIP application in small: stores indicators, calculates them itself, shows them on a page."""
