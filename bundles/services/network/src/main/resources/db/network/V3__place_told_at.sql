alter table place_row add told_at timestamptz;
alter table place add told_at timestamptz;
comment on column place.told_at is 'when it became so, as the GIS says; null when that does not say';
