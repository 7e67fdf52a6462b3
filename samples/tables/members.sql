-- The tables that members.csv is for, which members.map.yaml fills: the members of a sailing club.
CREATE SCHEMA club;

CREATE TYPE club.member_status AS ENUM ('active', 'resting', 'left');

CREATE TABLE club.branch (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    country text NOT NULL,
    city text NOT NULL,
    UNIQUE (country, city)
);

CREATE TABLE club.member (
    id uuid PRIMARY KEY,
    username text NOT NULL UNIQUE,
    name text NOT NULL,
    status club.member_status NOT NULL,
    born date,
    joined timestamptz NOT NULL,
    fee numeric(8, 2),
    newsletter boolean NOT NULL,
    boats text[],
    settings jsonb,
    branch_id integer NOT NULL REFERENCES club.branch,
    sponsor_id uuid REFERENCES club.member,
    password_hash text NOT NULL,
    source text NOT NULL,
    note text
);

INSERT INTO club.branch (country, city) VALUES ('AT', 'Bregenz'), ('DE', 'Lindau'), ('CH', 'Rorschach');
