--liquibase formatted sql logicalFilePath:db/shop.sql

--changeset shop:01-sound-table
CREATE TABLE carts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
COMMENT ON TABLE carts IS 'What a customer is about to buy.';
--rollback DROP TABLE carts;

--changeset shop:02-sound-index-on-new-table
CREATE INDEX carts_note_idx ON carts (note);
--rollback empty

--changeset shop:03-plants-index-not-concurrent
CREATE INDEX orders_state_idx ON orders (state);
--rollback empty

--changeset shop:04-sound-index-concurrent runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_placed_idx ON orders (placed_at);
--rollback empty

--changeset shop:05-plants-concurrently-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_total_idx ON orders (total);
--rollback empty

--changeset shop:06-plants-check-not-not-valid
ALTER TABLE orders
    ADD CONSTRAINT orders_total_check CHECK (total >= 0);
--rollback empty

--changeset shop:07-sound-check-in-two-steps
ALTER TABLE orders ADD CONSTRAINT orders_state_check CHECK (state <> '') NOT VALID;
--rollback empty

--changeset shop:08-sound-check-validated
ALTER TABLE orders VALIDATE CONSTRAINT orders_state_check;
--rollback empty

--changeset shop:09-plants-volatile-default
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
--rollback empty

--changeset shop:10-sound-constant-default
ALTER TABLE orders ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
--rollback empty

--changeset shop:11-plants-enum-use-in-same-transaction
ALTER TYPE order_state ADD VALUE 'packed' AFTER 'open';
UPDATE events SET state = 'packed' WHERE state = 'open';
--rollback empty

--changeset shop:12-plants-split-statements-function
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $f$
BEGIN
    NEW.seen_at := now(); -- not ' a quote
    RETURN NEW;
END;
$f$;
--rollback empty

--changeset shop:13-sound-function splitStatements:false
CREATE FUNCTION touch_too() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $f$
BEGIN
    NEW.seen_at := now(); /* nested /* comment */ ; */
    RETURN NEW;
END
$f$;
--rollback empty

--changeset shop:14-plants-security-definer-no-search-path
CREATE FUNCTION order_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM orders';
REVOKE ALL ON FUNCTION order_count() FROM PUBLIC;
--rollback empty

--changeset shop:15-plants-policy-per-row-call
CREATE POLICY own ON orders FOR SELECT TO app USING (owner = current_setting('app.owner'));
--rollback empty

--changeset shop:16-plants-rollback-missing
UPDATE customers SET name = btrim(name) WHERE name <> btrim(name);

--changeset shop:17-plants-drop-cascade
DROP POLICY own_orders ON orders CASCADE;
--rollback empty

--changeset shop:18-plants-suppression-without-reason
-- lint:ignore drop-not-null
ANALYZE customers;
--rollback empty

--changeset shop:19-sound-drop-for-a-reason
-- lint:ignore drop-table copied to the archive
DROP TABLE old_orders;
--rollback empty

--changeset shop:20-plants-run-in-transaction-false-multi runInTransaction:false
ANALYZE orders;
ANALYZE customers;
--rollback empty
