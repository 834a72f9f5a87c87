-- What is known (知识库). An article is its editions; each that was ever submitted is kept.
create sequence article_no;
create table article (
  seq        bigint generated always as identity unique,
  no         text collate "C" primary key,
  -- Grows with every change: the ETag.
  version    bigint not null,
  newest     int not null,
  -- Of the newest edition, by which it is found and seen.
  region     text collate "C" not null,
  topic      text not null,
  state      text not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index article_of_state on article (state, seq);

create table edition (
  no           text collate "C" not null references article on delete cascade,
  edition      int not null,
  state        text not null,
  topic        text not null,
  region       text collate "C" not null,
  owner        text not null,
  title_zh     text not null,
  title_en     text not null,
  text_zh      text not null,
  text_en      text not null,
  -- How people ask for it, in either language.
  asked        text[] not null,
  source_zh    text not null,
  source_en    text not null,
  valid_from   date not null,
  valid_to     date,
  -- Everybody who wrote on it: none of them approves it.
  writers      text[] not null,
  written_at   timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  judged_by    text,
  judged_at    timestamptz,
  reason       text,
  primary key (no, edition)
);
create index edition_approved on edition (no, edition) where state = 'APPROVED';

-- What could not be answered. The text is masked as far as patterns know what is personal; what they miss is gone with keepDays.
create table gap (
  id        bigint generated always as identity primary key,
  -- The words that count, in order: the same for whoever asks the same.
  key       text collate "C" not null unique,
  text      text not null,
  -- What the regions of all who asked begin with.
  region    text collate "C" not null,
  asked     bigint not null,
  first_at  timestamptz not null,
  last_at   timestamptz not null,
  state     text not null,
  article   text collate "C" references article,
  closed_by text,
  closed_at timestamptz,
  -- Where what was said then is learned.
  closed_region text collate "C",
  version   bigint not null
);
create index gap_of_state on gap (state, asked desc, id);
create index gap_by_age on gap (last_at);

create table gap_request (
  request_no text collate "C" primary key,
  gap        bigint not null references gap on delete cascade
);
create index gap_request_of_gap on gap_request (gap);
