package io.lamplighter.door;

/** A call is refused for a reason that only HTTP has. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
