package io.lamplighter.kit.text;

/** How many there are of something, in English words: Chinese has one form for all. */
public final class Count {
  private Count() {}

  /**
   * As in {@code 1 person, 2 people}; what goes with it may stand in both.
   *
   * @param one of a single one
   * @param more of none and of several
   */
  public static String of(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }
}
