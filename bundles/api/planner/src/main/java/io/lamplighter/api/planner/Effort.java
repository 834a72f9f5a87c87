package io.lamplighter.api.planner;

/**
 * How long to search; whichever comes first ends it. The same seed and number of iterations give
 * the same answer when time does not end it first.
 *
 * @param seconds at most
 * @param iterations of each thread at most
 * @param target good enough: stop when nothing is left out and the distance is no more than this
 * @param threads 1 or more
 */
public record Effort(double seconds, long iterations, double target, long seed, int threads) {
  public static Effort ofSeconds(double seconds) {
    return new Effort(seconds, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, 1, 1);
  }

  public static Effort ofIterations(long iterations, long seed) {
    return new Effort(Double.POSITIVE_INFINITY, iterations, Double.NEGATIVE_INFINITY, seed, 1);
  }
}
