--liquibase formatted sql logicalFilePath:catalogs/triberspace/002-grant-schema-usage.sql

--changeset schemuse:002-grant-schema-usage splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Members of the application role may look into the schema the catalog is installed in.
DO $grant$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO triberspace_app', current_schema());
END
$grant$;

/* liquibase rollback
DO $grant$
BEGIN
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM triberspace_app', current_schema());
END
$grant$;
*/
