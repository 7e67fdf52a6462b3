--liquibase formatted sql logicalFilePath:lint/attach-partition-scan.sql

--changeset lint:1
ALTER TABLE events_2027 ADD CONSTRAINT events_2027_range CHECK (at >= '2027-01-01' AND at < '2028-01-01') NOT VALID;

--rollback empty

--changeset lint:2
ALTER TABLE events_2027 VALIDATE CONSTRAINT events_2027_range;

--rollback empty

--changeset lint:3
ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

--rollback empty
