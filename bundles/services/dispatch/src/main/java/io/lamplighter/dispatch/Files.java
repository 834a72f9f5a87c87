package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.FileTable.Kept;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pictures and signatures come part by part, and are kept once they are what they say. */
final class Files {
  static final int PART = 256 << 10;

  private static final long LARGEST = 10L << 20;
  private static final int MOST_OF_ORDER = 10;

  /** What has not come by then does not count any more. */
  private static final Duration GIVEN_UP = Duration.ofDays(1);

  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");
  private static final Set<String> KINDS = Set.of("photo", "signature");

  private final Tools tools;
  private final Acts acts;

  Files(Tools tools, Acts acts) {
    this.tools = tools;
    this.acts = acts;
  }

  /** As it is announced. */
  record Announced(
      @Nullable String workOrder,
      @Nullable String kind,
      @Nullable String type,
      @Nullable Long size,
      @Nullable String sha256) {}

  /**
   * A picture is about to come; one that is known already goes on.
   *
   * @throws Refusal.Invalid naming every field that is missing or wrong
   * @throws Refusal.NotFound {@code work-order.unknown} for one of another crew
   * @throws Refusal.Conflict {@code file.another} when its id is another's, {@code file.too-many}
   */
  void begin(Caller caller, String id, Announced announced) {
    Kept file = read(id, announced);
    String crew = acts.crewOf(caller);
    tools
        .work()
        .run(
            t -> {
              FileTable table = new FileTable(t.connection());
              new WorkTables(t.connection()).locked(List.of(file.workOrder()));
              ours(t.connection(), crew, file.workOrder());
              Kept known = table.locked(file.id());
              if (known != null) {
                if (!isSame(known, file)) {
                  throw another();
                }
                return;
              }
              Instant yesterday = tools.now().minus(GIVEN_UP);
              if (table.ofOrder(file.workOrder(), yesterday) >= MOST_OF_ORDER) {
                throw new Refusal.Conflict(
                    "file.too-many",
                    new Text(
                        "A work order has at most " + MOST_OF_ORDER + " pictures",
                        "每张派工单至多 " + MOST_OF_ORDER + " 个文件"));
              }
              table.begin(file, tools.now());
            });
  }

  private static Kept read(String id, Announced announced) {
    List<FieldError> errors = new ArrayList<>();
    UUID uuid = Act.uuid(errors, "/id", id);
    if (announced.workOrder() == null || announced.workOrder().isBlank()) {
      errors.add(FieldError.of("/workOrder", "is missing", "缺失"));
    }
    if (announced.kind() == null || !KINDS.contains(announced.kind())) {
      errors.add(FieldError.of("/kind", "must be photo or signature", "须为 photo 或 signature"));
    }
    if (announced.type() == null || !TYPES.contains(announced.type())) {
      errors.add(
          FieldError.of(
              "/type", "must be image/jpeg, image/png or image/webp", "须为 JPEG、PNG 或 WebP 图片"));
    }
    Long size = announced.size();
    if (size == null || size < 1 || size > LARGEST) {
      errors.add(
          FieldError.of("/size", "must be from 1 to " + LARGEST, "须在 1 至 " + LARGEST + " 字节之间"));
    }
    String digest = announced.sha256();
    if (digest == null || !digest.matches("[0-9a-f]{64}")) {
      errors.add(FieldError.of("/sha256", "must be 64 hexadecimal digits", "须为 64 位十六进制"));
    }
    if (!errors.isEmpty() || uuid == null || size == null || digest == null) {
      throw new Refusal.Invalid(errors);
    }
    return new Kept(
        uuid,
        String.valueOf(announced.workOrder()),
        String.valueOf(announced.kind()),
        String.valueOf(announced.type()),
        size,
        HexFormat.of().parseHex(digest),
        false);
  }

  private static boolean isSame(Kept one, Kept other) {
    return one.workOrder().equals(other.workOrder())
        && one.size() == other.size()
        && MessageDigest.isEqual(one.digest(), other.digest());
  }

  private static Refusal.Conflict another() {
    return new Refusal.Conflict("file.another", new Text("It is another file's id", "该标识属于另一文件"));
  }

  private static void ours(Connection connection, String crew, String workOrder)
      throws SQLException {
    WorkOrder order = new WorkTables(connection).get(workOrder);
    if (order == null || !crew.equals(order.crew()) && !crew.equals(order.desk().crew())) {
      throw WorkOrder.unknown();
    }
  }

  /**
   * A part comes; the last one that was missing makes it whole, and then it is looked at.
   *
   * @param part from 0; each but the last has {@value #PART} bytes
   * @throws Refusal.NotFound {@code file.unknown} before it was announced, and for another crew's
   * @throws Refusal.Invalid when it is too long, or all together are not what was announced: then
   *     nothing of it is kept
   */
  void put(Caller caller, String id, int part, byte[] content) {
    List<FieldError> errors = new ArrayList<>();
    UUID uuid = Act.uuid(errors, "/id", id);
    if (uuid == null) {
      throw new Refusal.Invalid(errors);
    }
    String crew = acts.crewOf(caller);
    Refusal wrong =
        tools
            .work()
            .find(
                t -> {
                  FileTable table = new FileTable(t.connection());
                  Kept file = table.locked(uuid);
                  if (file == null) {
                    throw unknown();
                  }
                  ours(t.connection(), crew, file.workOrder());
                  if (file.complete()) {
                    return null;
                  }
                  checkPart(file, part, content);
                  table.put(uuid, part, content);
                  return table.bytes(uuid) < file.size() ? null : whole(table, file);
                });
    if (wrong != null) {
      throw wrong;
    }
  }

  /**
   * What has come of an order.
   *
   * @throws Refusal.NotFound {@code work-order.unknown}, also for one of another region
   */
  List<Kept> ofOrder(Caller caller, String workOrder) {
    return tools
        .work()
        .read(
            t -> {
              seen(t.connection(), caller, workOrder);
              return new FileTable(t.connection()).complete(workOrder);
            });
  }

  private static WorkOrder seen(Connection connection, Caller caller, String workOrder)
      throws SQLException {
    return WorkOrder.seen(caller, new WorkTables(connection).get(workOrder));
  }

  /** A picture as it was kept. */
  record Picture(WorkOrder order, Kept file, List<byte[]> parts) {}

  /**
   * @throws Refusal.NotFound {@code file.unknown} also while it has not all come
   */
  Picture picture(Caller caller, String workOrder, String id) {
    return tools
        .work()
        .read(
            t -> {
              WorkOrder order = seen(t.connection(), caller, workOrder);
              FileTable table = new FileTable(t.connection());
              Kept file =
                  table.complete(workOrder).stream()
                      .filter(one -> one.id().toString().equals(id))
                      .findFirst()
                      .orElseThrow(Files::unknown);
              return new Picture(order, file, table.parts(file.id()));
            });
  }

  private static Refusal.NotFound unknown() {
    return new Refusal.NotFound("file.unknown", new Text("There is no such file", "没有该文件"));
  }

  private static void checkPart(Kept file, int part, byte[] content) {
    long parts = (file.size() + PART - 1) / PART;
    if (part < 0 || part >= parts) {
      throw new Refusal.Invalid(
          "/part", "must be from 0 to " + (parts - 1), "须在 0 至 " + (parts - 1) + " 之间");
    }
    long wanted = part == parts - 1 ? file.size() - (parts - 1) * PART : PART;
    if (content.length != wanted) {
      throw new Refusal.Invalid(
          "", "this part has " + wanted + " bytes", "该分片应为 " + wanted + " 字节");
    }
  }

  /**
   * @return why it is not kept; null when it is
   */
  private @Nullable Refusal whole(FileTable table, Kept file) throws SQLException {
    MessageDigest digest = sha256();
    List<byte[]> parts = table.parts(file.id());
    parts.forEach(digest::update);
    byte[] head = parts.get(0);
    boolean same = MessageDigest.isEqual(digest.digest(), file.digest());
    boolean picture =
        Pictures.look(head)
            .filter(found -> found.type().equals(file.type()) && found.isSensible())
            .isPresent();
    if (same && picture) {
      table.complete(file.id(), tools.now());
      return null;
    }
    table.drop(file.id());
    return same
        ? new Refusal.Invalid(
            "", "is no picture of that type and a sensible size", "不是该类型的图片，或尺寸超出限制")
        : new Refusal.Invalid("/sha256", "is of other bytes than those that came", "与收到的内容不符");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
