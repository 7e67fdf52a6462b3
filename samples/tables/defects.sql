-- The tables that defects.csv and defects.jsonl are for: bookings of a hall.
CREATE SCHEMA shop;

CREATE TYPE shop.booking_state AS ENUM ('open', 'paid', 'cancelled');

CREATE TABLE shop.branch (
    code text PRIMARY KEY
);

CREATE TABLE shop.booking (
    id integer PRIMARY KEY,
    branch text NOT NULL REFERENCES shop.branch,
    label varchar(20) NOT NULL,
    state shop.booking_state NOT NULL,
    seats smallint CHECK (seats > 0),
    price numeric(6, 2),
    starts date,
    hall daterange,
    EXCLUDE USING gist (hall WITH &&)
);

CREATE FUNCTION shop.refuse_bookings_for_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.label = 'nobody' THEN
        RAISE EXCEPTION 'a booking must be for somebody';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER booking_is_for_somebody BEFORE INSERT OR UPDATE ON shop.booking
    FOR EACH ROW EXECUTE FUNCTION shop.refuse_bookings_for_nobody();

INSERT INTO shop.branch VALUES ('north'), ('south');
INSERT INTO shop.booking VALUES (1, 'north', 'Opening night', 'paid', 80, 12.50, '2025-01-10', '[2025-01-10,2025-01-11)');
