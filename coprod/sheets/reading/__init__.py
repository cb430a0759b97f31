"""What a sheet of any shape can say: headings, days, people, and the meetings that it is read into."""
