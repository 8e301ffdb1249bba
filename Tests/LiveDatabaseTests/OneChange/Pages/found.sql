-- case: a domain leaves the domain it was made of
CREATE DOMAIN d0 AS text;
CREATE DOMAIN d8 AS d0;
-- becomes:
CREATE DOMAIN d8 AS text;
