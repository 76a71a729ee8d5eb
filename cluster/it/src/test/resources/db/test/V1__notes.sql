CREATE TABLE notes (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reader   text   NOT NULL,
    key      text   NOT NULL,
    version  bigint NOT NULL,
    text     text   NOT NULL,
    CONSTRAINT notes_once UNIQUE (reader, key, version)
);

COMMENT ON TABLE notes IS 'distribution: key';

-- Without a rule against doubles, so that they show.
CREATE TABLE effects (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reader   text   NOT NULL,
    key      text   NOT NULL,
    version  bigint NOT NULL
);

COMMENT ON TABLE effects IS 'distribution: key';
