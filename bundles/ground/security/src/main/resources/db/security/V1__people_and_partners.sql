create table person (
  name          text primary key,
  password_hash text not null,
  roles         text[] not null,
  region        text not null
);

create table session (
  token_hash bytea primary key,
  person     text not null references person on delete cascade,
  opened_at  timestamptz not null,
  expires_at timestamptz not null
);
create index on session (person, opened_at);
create index on session (expires_at);

-- By hash, because people type their password into the field for the name; also for names nobody has.
create table login_failure (
  name_hash    bytea primary key,
  failures     int not null,
  since        timestamptz not null,
  locked_until timestamptz
);
create index on login_failure (since);

create table partner (
  name     text primary key,
  key_hash bytea not null unique,
  channels text[] not null,
  region   text not null
);
