-- A channel's id is its submitter's: strangers' keys are their own. Rows from before know the name only.
alter table submission add column submitter text;
alter table submission drop constraint submission_channel_channel_ref_key;
create unique index submission_by_key on submission (channel, channel_ref, submitter);
comment on column submission.submitter is 'whose key channel_ref is: kind of caller and name, of strangers a digest of where they called from; null in rows from before, which submitted_by tells';

alter table request
  add column kind_sure      boolean not null default true,
  add column phone_verified boolean not null default true,
  add column stranger       text,
  add column journal_ref    text,
  add column own_priority   int,
  add column own_kind       text,
  add column own_reason     text;
comment on column request.kind_sure is 'false: a person is to judge the kind';
comment on column request.phone_verified is 'false: somebody without a login wrote the phone, and nobody knows whose it is';
comment on column request.stranger is 'digest of where somebody without a login called from';
comment on column request.journal_ref is 'channel_ref as it stands in the journal: a digest when it came from outside';
comment on column request.own_priority is 'its own while it ranks as one that is merged under it, as own_kind and own_reason';
create index request_unsure on request (received_at desc, request_no desc) where not kind_sure;
