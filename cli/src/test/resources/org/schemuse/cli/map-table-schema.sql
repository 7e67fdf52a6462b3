--liquibase formatted sql logicalFilePath:create-people-table.sql

--changeset schemuse:create-people-table
--comment: Rows of people.csv.
-- doubt: the schema has no field 'more', so the table has no column for it
-- doubt: texts that mean no value, which a mapping must name: null: ["", "-"]
CREATE TABLE people (
    id bigint PRIMARY KEY,
    e_mail text NOT NULL UNIQUE CHECK (length(e_mail) <= 20),
    state text CHECK (state IN ('open', 'it''s done')),
    -- doubt: numbers are written in a form of their own, which a mapping must name with number:
    price numeric CHECK (price >= 0) CHECK (price <= 99.5),
    born date,
    at timestamptz,
    -- doubt: values are written in words of their own, which a mapping must name with yes: and no:
    ok boolean,
    key uuid,
    -- doubt: the pattern is of another dialect than PostgreSQL's; compare them
    -- doubt: 1 of 2 rows does not fit: line 3 '0123'
    zip text CHECK (zip ~ '[0-9]{5}') CHECK (length(zip) >= 5),
    boss bigint,
    -- doubt: the file has no field 'gone'
    gone time,
    FOREIGN KEY (boss) REFERENCES people (id)
);
COMMENT ON TABLE people IS 'Rows of people.csv.';
COMMENT ON COLUMN people.id IS 'Field ''id'' of the file.';
COMMENT ON COLUMN people.e_mail IS 'Field ''E-Mail'' of the file.';
COMMENT ON COLUMN people.state IS 'Field ''state'' of the file.';
COMMENT ON COLUMN people.price IS 'Field ''price'' of the file.';
COMMENT ON COLUMN people.born IS 'Field ''born'' of the file.';
COMMENT ON COLUMN people.at IS 'Field ''at'' of the file.';
COMMENT ON COLUMN people.ok IS 'Field ''ok'' of the file.';
COMMENT ON COLUMN people.key IS 'Field ''key'' of the file.';
COMMENT ON COLUMN people.zip IS 'Field ''zip'' of the file.';
COMMENT ON COLUMN people.boss IS 'Field ''boss'' of the file.';
COMMENT ON COLUMN people.gone IS 'Field ''gone'' of the file.';
CREATE INDEX people_boss_idx ON people (boss);

--rollback DROP TABLE people;
