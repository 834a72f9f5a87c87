alter table outage add column root text;
comment on column outage.root is 'request under which the work is done: its own, or the one that it was merged into';
comment on column outage.closed_by is 'restored: every meter is back; expired: nothing was heard of it; request: its work is over';
create index outage_by_root on outage (root) where closed_at is null;

-- A node's death has no time of its own: the session that has ended makes two reports the same.
create unique index event_death on event (concentrator, message_id)
  where code = '10.1.0.68' and message_id like 'bdSeq %';
