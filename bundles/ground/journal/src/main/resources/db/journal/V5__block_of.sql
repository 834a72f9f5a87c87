-- In which block an entry is: asked for each that is proved.
CREATE INDEX block_last ON journal.block (last_xid, last_position);
