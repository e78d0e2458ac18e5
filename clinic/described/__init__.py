"""What the site tells programs: search engines, other sites, and who builds on its data."""
