package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.secret.DatabaseKey;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers have sent of pictures ({@code photo}). */
final class Photos {
  static final int MOST_OF_A_REQUEST = 3;
  static final int LARGEST = 3 << 20;

  private static final int MOST_OF_ONE_A_DAY = 30;
  private static final int MOST_A_DAY = 3000;
  private static final Duration DAY = Duration.ofDays(1);

  private final UnitOfWork work;
  private final DatabaseKey key = new DatabaseKey("web.secret");

  Photos(UnitOfWork work) {
    this.work = work;
  }

  /** One, without its bytes. */
  record Listed(String id, String mediaType, long size, Instant at) {}

  /** One with them. */
  record Kept(String requestNo, String mediaType, byte[] bytes) {}

  /**
   * Keeps them all, or none.
   *
   * @throws Refusal.Conflict {@code photos.full} when the request has three, or would have more
   * @throws Refusal.TooMany when the caller, or all together, have sent too many within a day
   */
  void add(Caller caller, String requestNo, List<Picture> pictures, Instant now) {
    byte @Nullable [] sender = caller.address() == null ? null : key.digest(work, caller.address());
    work.run(
        t -> {
          Connection connection = t.connection();
          new Sql(connection, "select pg_advisory_xact_lock(hashtext('web.photo'))").call();
          Instant since = now.minus(DAY);
          if (count(connection, "request_no = ?", requestNo) + pictures.size()
              > MOST_OF_A_REQUEST) {
            throw new Refusal.Conflict(
                "photos.full",
                new Text(
                    "A request has room for " + MOST_OF_A_REQUEST + " photos",
                    "每张工单最多 " + MOST_OF_A_REQUEST + " 张照片"));
          }
          long all = count(connection, "at > ?", since);
          long his = sender == null ? 0 : count(connection, "sender = ? and at > ?", sender, since);
          if (all + pictures.size() > MOST_A_DAY || his + pictures.size() > MOST_OF_ONE_A_DAY) {
            throw new Refusal.TooMany(Duration.ofHours(1));
          }
          for (Picture picture : pictures) {
            new Sql(
                    connection,
                    "insert into web.photo (id, request_no, media_type, bytes, sender, at)"
                        + " values (?::uuid, ?, ?, ?, ?, ?)")
                .with(UUID.randomUUID().toString(), requestNo, picture.type(), picture.bytes())
                .bytes(sender)
                .with(now)
                .run();
          }
        });
  }

  private static long count(Connection connection, String which, Object... values)
      throws SQLException {
    return new Sql(connection, "select count(*) from web.photo where " + which)
        .with(values)
        .only(Row::number);
  }

  /** The oldest first. */
  List<Listed> of(String requestNo) {
    return work.read(
        t ->
            new Sql(
                    t.connection(),
                    "select id::text, media_type, length(bytes), at from web.photo"
                        + " where request_no = ? order by at, id")
                .with(requestNo)
                .list(row -> new Listed(row.text(), row.text(), row.number(), row.time())));
  }

  /**
   * @throws Refusal.NotFound {@code photo.unknown}
   */
  Kept get(String id) {
    Kept kept =
        work.find(
            t ->
                new Sql(
                        t.connection(),
                        "select request_no, media_type, bytes from web.photo where id::text = ?")
                    .with(id)
                    .first(row -> new Kept(row.text(), row.text(), row.bytes())));
    if (kept == null) {
      throw unknown();
    }
    return kept;
  }

  static Refusal.NotFound unknown() {
    return new Refusal.NotFound("photo.unknown", new Text("There is no such photo", "没有该照片"));
  }
}
