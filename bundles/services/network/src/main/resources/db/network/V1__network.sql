create table load (
  number     bigint generated always as identity primary key,
  format     text not null,
  extent     text not null,
  actor      text not null,
  region     text not null,
  state      text not null,
  read       bigint not null default 0,
  reason     text,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);
comment on column load.state is 'reading, refused, broken-off or done';
comment on column load.seen_at is 'when it last made progress';

create table asset_row (
  load          bigint not null,
  id            text not null,
  line          bigint not null,
  gone          boolean not null,
  kind          text,
  name          text,
  parent        text,
  region        text,
  voltage       double precision,
  capacity      double precision,
  normally_open boolean,
  primary key (load, id)
);
comment on table asset_row is 'assets of the loads in force, and of those that are being read';
comment on column asset_row.line is 'where it stands in its file';
create index asset_row_by_id on asset_row (id);
create index asset_row_by_parent on asset_row (parent, id) where parent is not null;

create table in_force (
  region  text primary key,
  load    bigint not null unique,
  version bigint not null
);
comment on table in_force is 'which load holds the assets of a region; the switch is one update here';

create view asset as
  select r.* from asset_row r join in_force f on f.load = r.load;

create table place_row (
  load    bigint not null,
  asset   text not null,
  line    bigint not null,
  address text,
  lon     double precision,
  lat     double precision,
  shape   text,
  primary key (load, asset)
);
comment on table place_row is 'places that are being read';

create table place (
  asset   text primary key,
  address text,
  lon     double precision,
  lat     double precision,
  shape   text
);
comment on table place is 'what the GIS knows of an asset, whichever load the asset comes from';
