-- Whoever keeps something of the customers in memory sees by one number whether to read it again.
create table change (
  one    boolean primary key default true check (one),
  number bigint not null
);
comment on column change.number is 'grows whenever customers have been brought in or have changed';
