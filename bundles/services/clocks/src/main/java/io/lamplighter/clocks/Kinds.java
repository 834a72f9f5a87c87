package io.lamplighter.clocks;

import io.lamplighter.api.desk.RequestKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of requests, as they are written outside. */
final class Kinds {
  static final Set<String> ALL =
      Arrays.stream(RequestKind.values())
          .map(RequestKind::wire)
          .collect(Collectors.toUnmodifiableSet());

  private Kinds() {}
}
