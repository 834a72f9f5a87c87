package io.lamplighter.security;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people, partners and channels may be called. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

  /** Of two scripts only, neither of which has letters or digits that look like the other's. */
  private static final Pattern NEW = Pattern.compile("[A-Za-z0-9\\p{IsHan}._@-]+");

  /** What the journal and the logs call whoever has no name, and what is behind a part. */
  private static final List<String> RESERVED =
      List.of(
          "public",
          "public-web",
          "anonymous",
          "anybody",
          "nobody",
          "unknown",
          "system",
          "root",
          "lamp",
          "lamplighter",
          "platform",
          "partner",
          "person",
          "user",
          "route",
          "broker",
          "first-start");

  /** Any number, the same on all nodes. */
  private static final long LOCK = 0x6c616d702d6e616dL;

  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_CHANNELS = 50;

  private Names() {}

  static boolean isUser(String text) {
    return NAME.matcher(text).matches();
  }

  static void checkUser(String name, Set<Role> roles, String region) {
    List<FieldError> errors = checkNameAndRegion("/user", name, region);
    if (roles.isEmpty()) {
      errors.add(FieldError.of("/roles", "needs at least one role", "至少需要一个角色"));
    }
    refuse(errors);
  }

  static void checkPartner(String name, Set<String> channels, String region) {
    List<FieldError> errors = checkNameAndRegion("/partner", name, region);
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      errors.add(FieldError.of("/channels", "needs 1 to 50 channels", "需要 1 至 50 个渠道"));
    } else if (!channels.stream().allMatch(channel -> CHANNEL.matcher(channel).matches())) {
      errors.add(
          FieldError.of(
              "/channels",
              "a channel is at most 32 lower-case letters, digits and dashes",
              "渠道名须为不超过 32 个小写字母、数字或短横线"));
    }
    refuse(errors);
  }

  /**
   * A name that is to be added: no part's, and of characters that cannot be taken for others.
   *
   * @param pointer the field that has it
   * @param parts as in {@code intake-web}, which is also called {@code web}
   * @throws Refusal.Invalid naming what is wrong with it
   */
  static void checkNew(String pointer, String name, Set<String> parts) {
    if (!NEW.matcher(name).matches()
        || !Normalizer.isNormalized(name, Normalizer.Form.NFKC)
        || name.codePoints().anyMatch(c -> c > 127 && !Character.isIdeographic(c))) {
      throw new Refusal.Invalid(
          pointer, "may have ASCII letters and digits and Chinese characters", "只能含半角字母、数字和汉字");
    }
    Stream<String> taken =
        Stream.concat(
            RESERVED.stream(),
            parts.stream().flatMap(part -> Stream.of(part, part.replaceFirst("^intake-", ""))));
    if (taken.anyMatch(reserved -> look(reserved).equals(look(name)))) {
      throw new Refusal.Invalid(pointer, "is reserved for a part of the platform", "为系统保留名称");
    }
  }

  /**
   * Holds others back who add a name, until the transaction ends.
   *
   * @param table {@code person} or {@code partner}: each a name space of its own
   * @throws Refusal.Conflict when somebody there looks like {@code name}
   */
  static void checkLook(Connection connection, String table, String name) throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(?)").with(LOCK).call();
    String like =
        new Sql(
                connection,
                "select name from security."
                    + table
                    + " where security.look(name) = security.look(?) limit 1")
            .with(name)
            .first(Row::text);
    if (like != null) {
      throw new Refusal.Conflict(
          "name-looks-alike",
          new Text(
              "The name looks like " + like + ", which is there already",
              "该名称与已有名称 " + like + " 过于相似"));
    }
  }

  /** As the database's function of that name. */
  private static String look(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('i', 'l')
        .replace('〇', 'o')
        .replace('丨', 'l')
        .replace('一', '-')
        .replace("rn", "m")
        .replace("vv", "w");
  }

  private static List<FieldError> checkNameAndRegion(String pointer, String name, String region) {
    List<FieldError> errors = new ArrayList<>();
    if (!isUser(name)) {
      errors.add(
          FieldError.of(
              pointer,
              "must be at most 64 letters, digits, and . _ @ - after the first",
              "须为不超过 64 个字母、数字，首字符后可含 . _ @ -"));
    }
    if (!Region.isCode(region)) {
      errors.add(
          FieldError.of(
              "/region", "must be a GB/T 2260 code or its beginning", "须为 GB/T 2260 代码或其前缀"));
    }
    return errors;
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
