"""The parts of the site: one page that holds everything, for picking cards and behind their QR codes."""
