alter table appointment add column because text;
comment on column appointment.because is 'in a word, why it was given up or became another; null while it holds, and of what was kept or missed';
create index appointment_moved on appointment (from_at) where because is not null;

-- Whom crews are to be at soon: looked at every few minutes.
create index work_order_soon on work_order (from_at) where crew is not null and ended_at is null;
