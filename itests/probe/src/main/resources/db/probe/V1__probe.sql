-- What the probe has heard. Nothing here stops it from being told twice: that is what tests look for.
create table probe.heard (
  subject text not null,
  type    text not null,
  cursor  text not null,
  -- The process that heard it.
  node    bigint not null
);
