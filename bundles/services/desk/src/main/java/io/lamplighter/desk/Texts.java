package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.desk.RequestTexts.Said;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers wrote, for the parts of the platform that learn from it. */
final class Texts {
  private final UnitOfWork work;
  private final Looks looks;
  private final TrackingTokens tokens;
  private final String region;

  /**
   * @param region of the house: texts of all of it are asked for together
   */
  Texts(UnitOfWork work, Looks looks, TrackingTokens tokens, String region) {
    this.work = work;
    this.looks = looks;
    this.tokens = tokens;
    this.region = region;
  }

  private record Row(String requestNo, String text, @Nullable String who) {}

  List<Said> of(Caller caller, Collection<String> requestNos) {
    if (caller.kind() != Caller.Kind.SYSTEM) {
      throw new Refusal.Forbidden(
          "role-missing",
          new Text("Texts are read so by parts of the platform only", "仅平台内部部件可批量读取内容"));
    }
    if (requestNos.size() > RequestTexts.MOST) {
      throw new Refusal.Invalid(
          "", "at most " + RequestTexts.MOST + " at once", "一次最多 " + RequestTexts.MOST + " 条");
    }
    List<Row> rows =
        work.call(
            transaction ->
                new Sql(
                        transaction.connection(),
                        "select request_no, words, coalesce(stranger, contact_key, customer_no)"
                            + " from desk.request"
                            + " where request_no = any (?) and words is not null and not drill")
                    .array(requestNos)
                    .list(row -> new Row(row.text(), row.text(), row.maybeText())));
    looks.note(
        Look.by(caller, "texts", region)
            .shows(RequestQueries.REQUESTS, rows.stream().map(Row::requestNo).toList()));
    return rows.stream()
        .map(row -> new Said(row.requestNo(), row.text(), digest(row.who())))
        .toList();
  }

  private @Nullable String digest(@Nullable String who) {
    return who == null ? null : tokens.digest("who", who);
  }
}
