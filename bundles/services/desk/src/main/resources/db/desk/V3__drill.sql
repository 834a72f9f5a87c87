alter table request add column drill boolean not null default false;
comment on column request.drill is 'a rehearsal: handled like any other, but nothing about it leaves the house';
