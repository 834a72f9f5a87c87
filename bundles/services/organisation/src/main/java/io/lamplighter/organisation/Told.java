package io.lamplighter.organisation;

/** A piece as a file has it, and in which line. */
record Told(long line, Piece piece) {}
