-- What a person has called a view of the pool.
create table saved_view (
  owner    text not null,
  name     text not null,
  -- The address' query, as the pool writes it.
  query    text not null,
  saved_at timestamptz not null,
  primary key (owner, name)
);

-- What is written again and again; for people of its region and below.
create table template (
  id         uuid primary key,
  region     text not null,
  title      text not null,
  -- Of which requests and in which forms; null for all.
  kind       text,
  move       text,
  zh         text,
  en         text,
  version    bigint not null default 1,
  changed_by text not null,
  changed_at timestamptz not null,
  check (zh is not null or en is not null)
);
create index template_of_region on template (region, title);
