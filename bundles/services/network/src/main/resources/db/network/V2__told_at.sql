alter table asset_row add told_at timestamptz;
comment on column asset_row.told_at is 'when it became so, as its source says; null when that does not say';
comment on column asset_row.gone is 'in a file: to be taken out; in force: was taken out, and nothing older puts it in again';

alter table in_force add told_at timestamptz;
comment on column in_force.told_at is 'of when the full file in force is: nothing older changes what it says';

create or replace view asset as
  select r.* from asset_row r join in_force f on f.load = r.load where not r.gone;
