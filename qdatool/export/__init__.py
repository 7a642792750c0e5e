"""Files out: tables and code books (csv, xlsx, json, docx, qdc) and figures (svg, pdf, png)."""
