-- Sessions end when they are not used; whoever has them sees from where they were opened.
alter table session add column used_at timestamptz not null default now();
alter table session add column address text not null default '';
create index on session (used_at);

-- How long the next attempt has to wait: for a name from one origin, and for a name from all unknown origins together.
-- By hash, because people type their password into the field for the name. It takes the place of login_failure, which
-- nodes of the version before still use.
create table login_wait (
  key_hash   bytea primary key,
  name_hash  bytea not null,
  failures   int not null,
  not_before timestamptz not null
);
create index on login_wait (name_hash);
create index on login_wait (not_before);

-- Addresses and devices from which a person has logged in: strangers' attempts do not hold them up.
create table known_origin (
  person      text not null references person on delete cascade,
  origin_hash bytea not null,
  seen_at     timestamptz not null,
  primary key (person, origin_hash)
);
create index on known_origin (seen_at);

-- What a name looks like at a glance (after UTS 39): names of one look are taken for each other.
create function look(name text) returns text language sql immutable
  return replace(replace(translate(lower(name collate "C"), '01i〇丨一', 'ollol-'), 'rn', 'm'), 'vv', 'w');
create index on person (look(name));
create index on partner (look(name));
