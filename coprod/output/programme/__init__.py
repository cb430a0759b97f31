"""Many projects: which needs somebody, what came since a day, and a site with a page for each."""
