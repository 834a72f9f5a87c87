-- When a node last noted that it runs the reader, by the database's clock.
ALTER TABLE journal.reader ADD COLUMN seen_at timestamptz;
