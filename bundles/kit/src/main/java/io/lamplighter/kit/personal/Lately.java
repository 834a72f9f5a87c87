package io.lamplighter.kit.personal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was last made of texts, the least asked for forgotten first. */
final class Lately {
  private final Map<String, String> made;

  Lately(int most) {
    made =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > most;
          }
        };
  }

  String of(String text, UnaryOperator<String> make) {
    String known = get(text);
    if (known != null) {
      return known;
    }
    String fresh = make.apply(text);
    synchronized (made) {
      made.put(text, fresh);
    }
    return fresh;
  }

  private @Nullable String get(String text) {
    synchronized (made) {
      return made.get(text);
    }
  }
}
