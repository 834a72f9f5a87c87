package io.lamplighter.accountability;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * Who is barred from a file: as it was kept when it was opened, and who answers for its unit now.
 */
final class Bars {
  private final Tools tools;

  Bars(Tools tools) {
    this.tools = tools;
  }

  /**
   * Who answers for a file's unit now, deputies too.
   *
   * @param known false while nobody can say: then whoever looks is taken for one of them
   */
  record Fellows(List<String> logins, boolean known) {
    static final Fellows NONE = new Fellows(List.of(), true);
    static final Fellows UNKNOWN = new Fellows(List.of(), false);
  }

  /**
   * Asked before anything is locked.
   *
   * @throws io.lamplighter.api.Refusal.Unavailable while the organisation is away: then nobody can
   *     say who may
   */
  Fellows fellows(String no) {
    String unit =
        tools
            .work()
            .find(
                t ->
                    new Sql(
                            t.connection(),
                            "select unit from accountability.file where no = ? and unit is not null")
                        .with(no)
                        .first(Row::text));
    return unit == null
        ? Fellows.NONE
        : new Fellows(tools.organisation().inCharge(unit, tools.now()), true);
  }

  /** As {@link #fellows}, for who only looks: he may, whoever is away. */
  Fellows fellowsIfThere(String no) {
    try {
      return fellows(no);
    } catch (Refusal.Unavailable away) {
      return Fellows.UNKNOWN;
    }
  }

  boolean isBarred(FileTables tables, Caller caller, FileRow file, Fellows fellows)
      throws SQLException {
    String login = Rights.login(caller);
    return !fellows.known()
        || login.equals(file.all().person())
        || fellows.logins().contains(login)
        || tables.isBarred(file.all().no(), login);
  }
}
