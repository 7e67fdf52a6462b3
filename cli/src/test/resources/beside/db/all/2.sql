CREATE TABLE plain (id int);
CREATE TABLE plain2 (id int);
