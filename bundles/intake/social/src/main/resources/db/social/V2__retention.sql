alter table conversation add column since timestamptz not null default now();
comment on column conversation.since is 'when its message came in';

-- To find what has been kept long enough.
create index conversation_by_age on conversation using brin (since);
create index outgoing_by_age on outgoing using brin (made_at);
