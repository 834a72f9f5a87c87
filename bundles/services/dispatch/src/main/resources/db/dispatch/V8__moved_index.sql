-- What moved is asked for by when it is over; an order's appointments, by their age.
drop index appointment_moved;
create index appointment_moved on appointment (to_at) where because is not null;
create index appointment_of_order on appointment (work_order, made_at);
