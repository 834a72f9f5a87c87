package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Matter;
import io.lamplighter.api.clocks.Promised;
import io.lamplighter.api.clocks.Promises;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what the rules in force promise. */
@Component(service = Promises.class)
public final class PromisesService implements Promises {
  private static final String NOT_COMPUTABLE = "not-computable";
  private static final String PROVISIONAL = "provisional";

  private final Rules rules;

  @Activate
  public PromisesService(@Reference Rules rules) {
    this.rules = rules;
  }

  @Override
  public List<Promised> from(String type, Matter matter, Instant start) {
    return rules.book().begun(type, data(matter), matter.region(), start).stream()
        .filter(judged -> !judged.rule().mean())
        .map(PromisesService::promised)
        .sorted(
            Comparator.comparing(
                    Promised::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Promised::rule))
        .toList();
  }

  private static Promised promised(Judged judged) {
    Answer answer = judged.answer();
    if (answer == null) {
      return new Promised(judged.rule().code(), null, NOT_COMPUTABLE);
    }
    OffsetDateTime due = Objects.requireNonNull(answer.due(), "nothing is paused at its start");
    return new Promised(
        judged.rule().code(), due.toInstant(), answer.provisional() ? PROVISIONAL : null);
  }

  /** As the fact about it says it. */
  static Map<String, Object> data(Matter matter) {
    Map<String, Object> data = new HashMap<>();
    put(data, "kind", matter.kind());
    put(data, "channel", matter.channel());
    put(data, "region", matter.region());
    put(data, "customerClass", matter.customerClass());
    put(data, "important", matter.important());
    put(data, "areaType", matter.areaType());
    return data;
  }

  private static void put(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
