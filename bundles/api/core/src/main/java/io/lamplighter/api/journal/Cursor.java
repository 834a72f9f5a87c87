package io.lamplighter.api.journal;

/**
 * A place in the journal's order: first by the writing transaction, then by position. Written
 * {@code <xid>-<position>}.
 */
public record Cursor(long xid, long position) implements Comparable<Cursor> {
  /** Before the first entry. */
  public static final Cursor START = new Cursor(0, 0);

  /**
   * @throws IllegalArgumentException when {@code text} is not a cursor
   */
  public static Cursor parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1 || text.length() > 40) {
      throw new IllegalArgumentException("Not a journal cursor: <xid>-<position> is expected");
    }
    return new Cursor(
        Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
  }

  @Override
  public int compareTo(Cursor other) {
    int byTransaction = Long.compare(xid, other.xid);
    return byTransaction != 0 ? byTransaction : Long.compare(position, other.position);
  }

  @Override
  public String toString() {
    return xid + "-" + position;
  }
}
