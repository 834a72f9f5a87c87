-- A crew sees its own orders and no others.
alter table request add column crew text;
comment on column request.crew is 'who the work is given to: the name under which a crew logs in';
create index request_of_crew on request (crew, received_at desc) where crew is not null;
