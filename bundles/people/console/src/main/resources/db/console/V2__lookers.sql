-- Who looks at which request on which node. Nothing that anybody would miss: a row that its node does not renew is not
-- believed, and after a crash there are none.
create unlogged table looker (
  -- Of one life of a node.
  node       text not null,
  person     text not null,
  page       text not null,
  request_no text not null,
  unsaved    boolean not null,
  idle       boolean not null,
  since      timestamptz not null,
  heard_at   timestamptz not null,
  primary key (node, person, page)
);
create index looker_of_request on looker (request_no);
create index looker_by_age on looker (heard_at);
