-- a type of its own
CREATE TYPE mood AS ENUM ('good', 'bad');
COMMENT ON TYPE mood IS 'how it is';
