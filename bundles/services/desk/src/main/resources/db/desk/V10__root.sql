-- The request under which the work is done is known at once, however often the first was merged itself.
alter table request add column root text;
comment on column request.root is 'the request under which the work is done; null while it is this one';
with recursive down as (
  select child.request_no, child.merged_into as top
    from request child join request first on first.request_no = child.merged_into
   where first.merged_into is null
  union all
  select child.request_no, down.top
    from down join request child on child.merged_into = down.request_no)
update request set root = down.top from down where request.request_no = down.request_no;
alter index request_by_root rename to request_by_first;
create index request_by_root on request (root) where root is not null;
