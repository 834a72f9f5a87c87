CREATE TABLE notes.note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL,
  extra jsonb,
  version bigint NOT NULL DEFAULT 1
);
