--liquibase formatted sql

--changeset library:enum-state
CREATE TYPE copy_state AS ENUM ('new', 'worn', 'lost');
--rollback DROP TYPE copy_state;

--changeset library:column-state
ALTER TABLE copy ADD COLUMN state copy_state NOT NULL DEFAULT 'new';
--rollback ALTER TABLE copy DROP COLUMN state;

--changeset library:domain-isbn
CREATE DOMAIN isbn AS text CHECK (VALUE ~ '^[0-9X-]+$');
--rollback DROP DOMAIN isbn;

--changeset library:column-isbn
ALTER TABLE book ADD COLUMN isbn isbn;
--rollback ALTER TABLE book DROP COLUMN isbn;

--changeset library:check-fine
ALTER TABLE fine ADD COLUMN amount numeric(8, 2);
ALTER TABLE fine ADD CONSTRAINT fine_amount_check CHECK (amount >= 0);
--rollback ALTER TABLE fine DROP COLUMN amount;

--changeset library:function-touch splitStatements:false
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.made_at := now();
    RETURN NEW;
END;
$body$;
--rollback DROP FUNCTION touch();

--changeset library:trigger-book
CREATE TRIGGER book_touch BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION touch();
--rollback DROP TRIGGER book_touch ON book;

--changeset library:trigger-loan
CREATE TRIGGER loan_touch BEFORE UPDATE ON loan FOR EACH ROW EXECUTE FUNCTION touch();
--rollback DROP TRIGGER loan_touch ON loan;

--changeset library:view-overdue
CREATE VIEW overdue AS SELECT l.id, l.name FROM loan l WHERE l.made_at < now() - interval '28 days';
--rollback DROP VIEW overdue;

--changeset library:matview-counts
CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS books FROM book;
--rollback DROP MATERIALIZED VIEW counts;

--changeset library:rls-member
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
--rollback ALTER TABLE member DISABLE ROW LEVEL SECURITY;

--changeset library:policy-member
CREATE POLICY own ON member USING (name = current_setting('app.member', true));
--rollback DROP POLICY own ON member;

--changeset library:grant-branch
GRANT SELECT ON branch TO PUBLIC;
--rollback REVOKE SELECT ON branch FROM PUBLIC;

--changeset library:index-concurrently runInTransaction:false
CREATE INDEX CONCURRENTLY loan_name_idx ON loan (name);
--rollback DROP INDEX CONCURRENTLY loan_name_idx;

--changeset library:comment-overdue
COMMENT ON VIEW overdue IS 'Loans of more than four weeks';
--rollback COMMENT ON VIEW overdue IS NULL;
