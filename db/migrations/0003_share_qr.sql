-- The QR code of a link, drawn once, when the link is made: drawing takes
-- as long as a tenth of a page.  A link without one, or whose address has
-- changed since, is drawn anew for each page.

ALTER TABLE share ADD COLUMN qr_url TEXT;	-- what it says; NULL: not drawn
ALTER TABLE share ADD COLUMN qr_size BIGINT;	-- units of its square
ALTER TABLE share ADD COLUMN qr_path TEXT;	-- of an SVG
