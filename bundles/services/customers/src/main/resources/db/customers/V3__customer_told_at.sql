alter table customer add told_at timestamptz;
comment on column customer.told_at is 'when he became so, as the source says; null when that does not say';
