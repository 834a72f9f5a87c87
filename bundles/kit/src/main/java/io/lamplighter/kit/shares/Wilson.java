package io.lamplighter.kit.shares;

/**
 * Between what a share may well be when so many of so many were seen: Wilson's score interval at 95
 * %, which stays within 0 and 1 and says something of 3 of 3 (E. B. Wilson, 1927).
 */
public record Wilson(double low, double high) {
  /** From so many cases on a share says something. */
  public static final int FEW = 10;

  private static final double Z = 1.959963984540054;

  /**
   * @param seen of {@code all}, which is at least 1
   */
  public static Wilson of(long seen, long all) {
    double share = (double) seen / all;
    double z2 = Z * Z / all;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * Math.sqrt((share * (1 - share) + z2 / 4) / all) / (1 + z2);
    return new Wilson(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
