-- The demo shop: what an ordinary application keeps, with about a million order items.

CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'cancelled');

CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');

CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email_address NOT NULL UNIQUE,
  full_name text NOT NULL,
  phone varchar(20),
  legacy_code integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customers IS 'People who have bought something, or nearly.';
COMMENT ON COLUMN customers.legacy_code IS 'Number in the shop system before 2019.';

CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  street text NOT NULL,
  city text NOT NULL,
  country character(2) NOT NULL DEFAULT 'DE'
);
CREATE INDEX addresses_customer_id_idx ON addresses (customer_id);

CREATE TABLE categories (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  parent_id integer REFERENCES categories
);

CREATE TABLE products (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku varchar(32) NOT NULL UNIQUE,
  name text NOT NULL,
  category_id integer NOT NULL REFERENCES categories,
  price numeric(10, 2) NOT NULL CHECK (price >= 0),
  tags text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX products_category_id_idx ON products (category_id);

CREATE TABLE inventory (
  product_id integer PRIMARY KEY REFERENCES products,
  quantity integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT inventory_not_negative CHECK (quantity >= 0)
);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  status order_status NOT NULL DEFAULT 'pending',
  note text,
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
COMMENT ON COLUMN orders.note IS 'What the customer wrote into the box.';

CREATE TABLE order_items (
  order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
  line integer NOT NULL,
  product_id integer NOT NULL REFERENCES products,
  quantity integer NOT NULL DEFAULT 1,
  unit_price numeric(10, 2) NOT NULL,
  discount_code varchar(16),
  PRIMARY KEY (order_id, line)
);
COMMENT ON TABLE order_items IS 'The large one.';

CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  amount numeric(10, 2) NOT NULL,
  paid_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payments_order_id_idx ON payments (order_id);

CREATE TABLE reviews (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id integer NOT NULL REFERENCES products ON DELETE CASCADE,
  customer_id bigint NOT NULL REFERENCES customers,
  stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  body text
);

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  relation text NOT NULL,
  happened_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION order_total(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(quantity * unit_price), 0) FROM order_items WHERE order_id = wanted
$$;
COMMENT ON FUNCTION order_total(bigint) IS 'What an order costs, before shipping.';

CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_log (relation) VALUES (TG_TABLE_NAME);
  RETURN NULL;
END
$$;

CREATE TRIGGER inventory_changed AFTER UPDATE ON inventory FOR EACH STATEMENT EXECUTE FUNCTION note_change();

CREATE VIEW open_orders AS
  SELECT o.id, o.customer_id, c.full_name, o.placed_at
  FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'pending'::order_status;

CREATE VIEW customer_contacts AS
  SELECT c.id, c.email, c.full_name, a.city FROM customers c LEFT JOIN addresses a ON a.customer_id = c.id;
COMMENT ON VIEW customer_contacts IS 'For the support desk.';

CREATE MATERIALIZED VIEW product_sales AS
  SELECT p.id AS product_id, p.name, count(i.order_id) AS times_ordered
  FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.id, p.name WITH NO DATA;
CREATE UNIQUE INDEX product_sales_product_id_idx ON product_sales (product_id);

ALTER TABLE reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY reviews_visible ON reviews FOR SELECT USING (stars > 0);

INSERT INTO customers (email, full_name, phone, legacy_code)
  SELECT 'customer' || n || '@example.com', 'Customer ' || n, '+49 30 ' || n, n FROM generate_series(1, 20000) AS n;
INSERT INTO addresses (customer_id, street, city) SELECT n, 'Street ' || n, 'Berlin' FROM generate_series(1, 20000) AS n;
INSERT INTO categories (name) SELECT 'Category ' || n FROM generate_series(1, 20) AS n;
INSERT INTO products (sku, name, category_id, price)
  SELECT 'SKU-' || n, 'Product ' || n, 1 + n % 20, n % 90 + 0.99 FROM generate_series(1, 2000) AS n;
INSERT INTO inventory (product_id, quantity) SELECT n, n % 100 FROM generate_series(1, 2000) AS n;
INSERT INTO orders (customer_id, status, placed_at)
  SELECT 1 + n % 20000, (ARRAY['pending', 'paid', 'shipped', 'cancelled'])[1 + n % 4]::order_status,
    timestamptz '2024-01-01 00:00:00+00' + n * interval '1 minute'
  FROM generate_series(1, 250000) AS n;
-- Four items an order: a million rows. Sorted as the key is, and without the checks of a foreign key per row.
SET session_replication_role = replica;
INSERT INTO order_items (order_id, line, product_id, quantity, unit_price, discount_code)
  SELECT n, line, 1 + (n * 7 + line) % 2000, 1 + n % 3, n % 90 + 0.99, CASE WHEN n % 10 = 0 THEN 'SPRING' END
  FROM generate_series(1, 250000) AS n, generate_series(1, 4) AS line;
INSERT INTO payments (order_id, amount) SELECT n, 10 FROM generate_series(1, 250000, 2) AS n;
RESET session_replication_role;
INSERT INTO reviews (product_id, customer_id, stars)
  SELECT 1 + n % 2000, 1 + n % 20000, 1 + n % 5 FROM generate_series(1, 5000) AS n;
ANALYZE;
