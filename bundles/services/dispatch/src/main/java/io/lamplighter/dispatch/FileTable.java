package io.lamplighter.dispatch;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pictures and signatures as rows, part by part. */
final class FileTable {
  private final Connection connection;

  FileTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * A picture that is coming, or has come.
   *
   * @param kind photo or signature
   * @param digest SHA-256 of all of it
   */
  record Kept(
      UUID id,
      String workOrder,
      String kind,
      String type,
      long size,
      byte[] digest,
      boolean complete) {}

  @Nullable Kept locked(UUID id) throws SQLException {
    return new Sql(
            connection,
            "select work_order, kind, type, size, digest, complete_at is not null"
                + " from dispatch.file where id = ?::uuid for update")
        .with(id.toString())
        .first(
            row ->
                new Kept(
                    id, row.text(), row.text(), row.text(), row.number(), row.bytes(), row.is()));
  }

  /** Those of an order that have come, oldest first. */
  List<Kept> complete(String workOrder) throws SQLException {
    return new Sql(
            connection,
            "select id::text, work_order, kind, type, size, digest from dispatch.file"
                + " where work_order = ? and complete_at is not null order by begun_at, id")
        .with(workOrder)
        .list(
            row ->
                new Kept(
                    UUID.fromString(row.text()),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.number(),
                    row.bytes(),
                    true));
  }

  void begin(Kept file, Instant at) throws SQLException {
    new Sql(
            connection,
            "insert into dispatch.file (id, work_order, kind, type, size, digest, begun_at)"
                + " values (?::uuid, ?, ?, ?, ?, ?, ?)")
        .with(file.id().toString(), file.workOrder(), file.kind(), file.type(), file.size())
        .with(file.digest(), at)
        .run();
  }

  /**
   * How many an order has; those that were begun before and never came are given up.
   *
   * @param before when it was
   */
  int ofOrder(String workOrder, Instant before) throws SQLException {
    new Sql(
            connection,
            "delete from dispatch.file where work_order = ? and complete_at is null"
                + " and begun_at < ?")
        .with(workOrder, before)
        .run();
    return new Sql(connection, "select count(*) from dispatch.file where work_order = ?")
        .with(workOrder)
        .only(row -> row.count());
  }

  void put(UUID file, int part, byte[] content) throws SQLException {
    new Sql(
            connection,
            "insert into dispatch.file_part (file, part, content) values (?::uuid, ?, ?)"
                + " on conflict (file, part) do update set content = excluded.content")
        .with(file.toString(), part, content)
        .run();
  }

  long bytes(UUID file) throws SQLException {
    return new Sql(
            connection,
            "select coalesce(sum(octet_length(content)), 0) from dispatch.file_part"
                + " where file = ?::uuid")
        .with(file.toString())
        .only(row -> row.number());
  }

  List<byte[]> parts(UUID file) throws SQLException {
    return new Sql(
            connection, "select content from dispatch.file_part where file = ?::uuid order by part")
        .with(file.toString())
        .list(row -> row.bytes());
  }

  void complete(UUID file, Instant at) throws SQLException {
    new Sql(connection, "update dispatch.file set complete_at = ? where id = ?::uuid")
        .with(at, file.toString())
        .run();
  }

  /** What is no picture is not kept. */
  void drop(UUID file) throws SQLException {
    new Sql(connection, "delete from dispatch.file where id = ?::uuid").with(file.toString()).run();
  }

  boolean areComplete(Collection<UUID> files, String workOrder) throws SQLException {
    return files.isEmpty()
        || new Sql(
                connection,
                "select count(*) from dispatch.file where id = any (?::uuid[]) and work_order = ?"
                    + " and complete_at is not null")
            .array(files, UUID::toString)
            .with(workOrder)
            .only(row -> row.count() == files.stream().distinct().count());
  }

  /** They belong to an act. */
  void give(Collection<UUID> files, UUID act) throws SQLException {
    if (!files.isEmpty()) {
      new Sql(connection, "update dispatch.file set act = ?::uuid where id = any (?::uuid[])")
          .with(act.toString())
          .array(files, UUID::toString)
          .run();
    }
  }
}
