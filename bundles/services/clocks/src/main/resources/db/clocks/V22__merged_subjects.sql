-- Few are merged under another: who moves those of one looks at them alone.
create index subject_merged on subject (root) where root <> no;
