package io.lamplighter.organisation;

/**
 * A shift as somebody sent it.
 *
 * @param pointer where it stands, as in {@code /lines/12} or {@code /shifts/0}
 */
record Placed(String pointer, Shift shift) {}
