--liquibase formatted sql logicalFilePath:lint/attach-partition-scan.sql

--changeset lint:1
ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

--rollback empty
