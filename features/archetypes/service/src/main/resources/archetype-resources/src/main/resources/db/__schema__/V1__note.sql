create table note (
  id     bigint generated always as identity primary key,
  about  text not null,
  text   text not null,
  region text not null,
  actor  text not null,
  at     timestamptz not null
);
create index note_about on note (about, id);
create index note_at on note (at);
