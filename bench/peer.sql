-- Twins of the tables a submission is written to, with their indexes.
drop schema if exists bench cascade;
create schema bench;
create table bench.submission (like desk.submission including all);
create table bench.request (like desk.request including all);
create table bench.promise (like desk.promise including all);
create table bench.entry (like journal.entry including all);
create sequence bench.number;
