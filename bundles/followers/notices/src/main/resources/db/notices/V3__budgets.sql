-- How many texts went to phones that nobody has verified, each day: in all, to each phone, for each
-- place that strangers called from.
create table spent (
  day   date not null,
  what  text not null,
  texts int  not null,
  primary key (day, what)
);
comment on column spent.what is 'all, phone and a digest of it, or place and a digest of it';

-- Who was merged stays so when the work is over, for it may be opened again.
alter table merged add column closed_at timestamptz;
create index merged_closed on merged (closed_at) where closed_at is not null;
