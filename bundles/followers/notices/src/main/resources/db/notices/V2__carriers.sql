alter table notice add column channel text not null default '';
alter table notice add column waits_for text;
alter table merged add column channel text not null default '';
comment on column notice.channel is 'of the request';
comment on column notice.waits_for is 'the way whose carrier is away';
create index notice_by_carrier on notice (waits_for) where state = 'waiting' and waits_for is not null;
