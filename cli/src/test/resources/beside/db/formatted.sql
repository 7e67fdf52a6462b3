--liquibase formatted sql

--changeset c:function splitStatements:false runOnChange:true
CREATE OR REPLACE FUNCTION doubled(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RETURN n * 2;
END $$;
--rollback DROP FUNCTION doubled(int);

--changeset c:delimiter endDelimiter:/
CREATE TABLE slash (a int)
/
INSERT INTO slash VALUES (1)
/
--rollback DROP TABLE slash

--changeset c:prod context:prod labels:base
CREATE TABLE for_prod (id int);
INSERT INTO for_prod VALUES (1); INSERT INTO for_prod VALUES (2);
--rollback DROP TABLE for_prod;

--changeset c:both context:"prod or test" stripComments:false
-- a comment that stays
CREATE TABLE for_both (id int);
--rollback DROP TABLE for_both;

--changeset c:checked
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM slash
CREATE TABLE unchecked (id int);
--rollback DROP TABLE unchecked;

--changeset c:oracle dbms:oracle
SELECT 1 FROM dual;
