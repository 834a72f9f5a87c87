package io.lamplighter.learning;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.learning.LearningViews.Standing;
import io.lamplighter.learning.ToldTable.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people see of it: how it stands, and how often the desk was corrected. */
final class Watching {
  private static final Duration LONGEST = Duration.ofDays(800);

  private final Tools tools;
  private final ModelBook versions;

  Watching(Tools tools, ModelBook versions) {
    this.tools = tools;
    this.versions = versions;
  }

  Standing standing(Caller caller) {
    caller.require(Role.SUPERVISOR, Role.ADMINISTRATOR);
    Bounds bounds = tools.bounds();
    return tools
        .work()
        .call(
            t -> {
              VersionTable table = new VersionTable(t.connection());
              Version current = table.inForce();
              Version ready = table.in(VersionState.READY);
              long corrections =
                  new Sql(
                          t.connection(),
                          "select count(*) from learning.told"
                              + " where corrected is not null and corrected_at >= ?")
                      .with(tools.now().minus(bounds.days()))
                      .only(Row::number);
              return new Standing(
                  versions.name(current),
                  current == null ? null : current.no(),
                  versions.shipped(),
                  tools.nextNight(),
                  corrections,
                  bounds.leastTexts(),
                  ready == null ? null : ready.no(),
                  ready == null ? null : ready.since().plus(bounds.patience()));
            });
  }

  /**
   * Of requests of the caller's region that were received from then till then.
   *
   * @param by kind or week
   * @param kind that the desk told, with weeks; null for all
   */
  List<Figure> figures(Caller caller, String by, Instant from, Instant to, @Nullable String kind) {
    caller.require(Role.SUPERVISOR, Role.ADMINISTRATOR);
    if (!from.isBefore(to)) {
      throw new Refusal.Invalid("/to", "must be after from", "须晚于 from");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new Refusal.Invalid("/to", "must be at most 800 days after from", "至多晚于 from 800 天");
    }
    return tools
        .work()
        .call(
            t -> {
              ToldTable table = new ToldTable(t.connection());
              return by.equals("kind")
                  ? table.byKind(caller.region(), from, to, kind)
                  : table.byWeek(caller.region(), from, to, kind, tools.house().zone());
            });
  }
}
