import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Computes an assessor's export anew, on a machine of his own, without a line of the platform's
 * code:
 *
 * <pre>java Recompute.java EXPORT.zip [HEADS]</pre>
 *
 * HEADS is a file of heads that he has kept himself ({@code heads.log}, or pages of {@code
 * /api/v1/journal/heads}). Needs Java 17 and nothing else. Says what agrees and what differs, and
 * ends with 1 when anything does, with 3 when something is not sealed yet. What it goes by stands
 * in {@code docs/adr/0046} and in {@code tools/recompute/README.md}.
 */
public final class Recompute {
  private static final boolean CHINESE = Locale.getDefault().getLanguage().equals("zh");
  private static final int MOST_DAYS = 12_000;

  private final Map<String, List<String>> files = new HashMap<>();
  private final Map<String, Object> head = new HashMap<>();
  private final Map<String, Entry> entries = new TreeMap<>(Recompute::byPlace);
  private final Map<Long, Map<String, Object>> blocks = new TreeMap<>();
  private int agreeing;
  private int differing;
  private int unsealed;

  /**
   * @param stands whether it leads to the root of its block, whose head is as it was signed; or is
   *     in no block yet, which the last line tells
   */
  record Entry(Map<String, Object> row, Map<String, Object> data, boolean stands) {
    String type() {
      return text(row, "type");
    }

    Instant time() {
      return Instant.parse(text(row, "time"));
    }
  }

  public static void main(String[] words) throws Exception {
    if (words.length < 1 || words.length > 2) {
      System.err.println("java Recompute.java EXPORT.zip [HEADS]");
      System.exit(2);
    }
    Recompute all = new Recompute();
    all.read(Path.of(words[0]));
    all.blocks();
    if (words.length == 2) {
      all.kept(Path.of(words[1]));
    }
    all.entries();
    all.draw();
    all.evidence();
    all.findings();
    all.steps();
    new Clocks(all).check();
    new Indices(all).check();
    System.exit(all.verdict());
  }

  private int verdict() {
    if (differing > 0) {
      tell("%d things agree, %d DIFFER", "%d 项一致，%d 项不符", agreeing, differing);
      return 1;
    }
    if (unsealed > 0) {
      tell(
          "nothing differs, but %d entries are not sealed: take it along again in a minute",
          "无不符，但有 %d 个条目尚未封存：请一分钟后重新导出", unsealed);
      return 3;
    }
    tell("%d things agree, none differs", "%d 项一致，无不符", agreeing);
    return 0;
  }

  private void read(Path export) throws IOException {
    try (InputStream file = Files.newInputStream(export);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        files.put(one.getName(), new String(zip.readAllBytes(), UTF_8).lines().toList());
      }
    }
    head.putAll(object(String.join("\n", lines("sample.json"))));
    if (!"lamplighter-sample-1".equals(head.get("format"))) {
      throw new IOException("Not an export that this tool can read: " + head.get("format"));
    }
  }

  List<String> lines(String name) {
    return files.getOrDefault(name, List.of());
  }

  List<Map<String, Object>> rows(String name) {
    return lines(name).stream().map(Recompute::object).toList();
  }

  Map<String, Object> sample() {
    return child(head, "sample");
  }

  Map<String, Object> export() {
    return head;
  }

  Entry entry(String cursor) {
    return entries.get(cursor);
  }

  Iterable<Entry> inOrder() {
    return entries.values();
  }

  // ---- what is said

  void tell(String en, String zh, Object... values) {
    System.out.println(String.format(Locale.ROOT, CHINESE ? zh : en, values));
  }

  void agrees(String en, String zh, Object... values) {
    agreeing++;
    tell("agrees   " + en, "一致  " + zh, values);
  }

  /** Counted only: one line for each would hide what differs. */
  void agrees() {
    agreeing++;
  }

  void differs(String en, String zh, Object... values) {
    differing++;
    tell("DIFFERS  " + en, "不符  " + zh, values);
  }

  // ---- the chain of blocks

  private void blocks() throws Exception {
    Map<String, Object> keys = child(head, "keys");
    String before = null;
    long last = 0;
    int gaps = 0;
    for (Map<String, Object> block : rows("blocks.jsonl")) {
      long number = number(block, "number");
      blocks.put(number, block);
      String previous = text(block, "previous");
      boolean follows = number == last + 1;
      gaps += follows || last == 0 ? 0 : 1;
      boolean sound =
          (!follows || before == null || previous.equals(before))
              && hash(block).equals(text(block, "hash"))
              && signed(block, keys);
      block.put("sound", sound);
      if (sound) {
        agrees();
      } else {
        differs(
            "block %d: its head is not as it was signed, or does not follow on the one before",
            "第 %d 块：块头与签名不符，或与上一块不相连", number);
      }
      before = text(block, "hash");
      last = number;
    }
    tell("%d blocks, %d gaps between them", "%d 个块，其间 %d 处不相连", blocks.size(), gaps);
  }

  private static String hash(Map<String, Object> block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("lamplighter-block-1");
    out.writeLong(number(block, "number"));
    for (String place : List.of("first", "last")) {
      long[] cursor = cursor(text(block, place));
      out.writeLong(cursor[0]);
      out.writeLong(cursor[1]);
    }
    out.writeInt((int) number(block, "count"));
    out.writeUTF(text(block, "root"));
    out.writeUTF(text(block, "previous"));
    out.writeUTF(text(block, "keyId"));
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text(block, "sealedAt"))));
    return hex(sha(bytes.toByteArray()));
  }

  private static boolean signed(Map<String, Object> block, Map<String, Object> keys) {
    try {
      byte[] key = Base64.getDecoder().decode(text(keys, text(block, "keyId")));
      if (!hex(sha(key)).startsWith(text(block, "keyId"))) {
        return false;
      }
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
      check.update(text(block, "hash").getBytes(UTF_8));
      return check.verify(Base64.getDecoder().decode(text(block, "signature")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Heads that the assessor has kept: whoever has all keys of the house cannot change those. */
  private void kept(Path file) throws IOException {
    int same = 0;
    for (String line : Files.readAllLines(file)) {
      Map<String, Object> read = line.isBlank() ? Map.of() : object(line);
      List<Object> heads =
          read.get("items") instanceof List<?> page ? new ArrayList<>(page) : List.of(read);
      for (Object one : heads) {
        Map<String, Object> kept = map(one);
        Map<String, Object> block = kept.isEmpty() ? null : blocks.get(number(kept, "number"));
        if (block != null && text(block, "hash").equals(text(kept, "hash"))) {
          same++;
        } else if (block != null) {
          block.put("sound", false);
          differs(
              "block %s is not the one whose head you kept", "第 %s 块与自存块头不符", kept.get("number"));
        }
      }
    }
    agrees("%d blocks with the heads that you kept", "%d 个块与自存块头", same);
  }

  // ---- entries and their way to the root (RFC 6962)

  private void entries() {
    for (Map<String, Object> row : rows("entries.jsonl")) {
      String place = text(row, "entry");
      Map<String, Object> block =
          row.get("block") == null ? null : blocks.get(number(row, "block"));
      boolean proved =
          block != null
              && Boolean.TRUE.equals(block.get("sound"))
              && root(row, block).equals(text(block, "root"));
      Map<String, Object> data =
          proved || block == null ? object(text(row, "data")) : tolerant(text(row, "data"));
      entries.put(place, new Entry(row, data, proved || row.get("block") == null));
      if (proved) {
        agrees();
      } else if (row.get("block") == null) {
        unsealed++;
      } else {
        differs(
            "entry %s (%s about %s) is not what was sealed in block %s",
            "条目 %s（%s，%s）与第 %s 块封存的不符",
            place,
            row.get("type"),
            row.get("subject"),
            row.get("block"));
      }
    }
    tell("%d entries, %d of them not sealed yet", "%d 个条目，其中 %d 个尚未封存", entries.size(), unsealed);
  }

  private static String root(Map<String, Object> row, Map<String, Object> block) {
    MessageDigest sha = sha();
    for (String field : List.of("type", "subject", "region", "actor", "source")) {
      put(sha, text(row, field));
    }
    Instant epoch = Instant.parse("2000-01-01T00:00:00Z");
    long micros = ChronoUnit.MICROS.between(epoch, Instant.parse(text(row, "time")));
    sha.update(ByteBuffer.allocate(12).putInt(8).putLong(micros).array());
    put(sha, text(row, "data"));
    byte[] content = sha.digest();
    long[] cursor = cursor(text(row, "entry"));
    sha.update((byte) 0);
    sha.update(ByteBuffer.allocate(16).putLong(cursor[0]).putLong(cursor[1]).array());
    byte[] node = sha.digest(content);
    List<Object> path = list(row, "path");
    int next = 0;
    long index = number(row, "index");
    for (long last = number(block, "count") - 1; last > 0; last >>= 1, index >>= 1) {
      if (index == last && index % 2 == 0) {
        continue;
      }
      if (next == path.size()) {
        return "";
      }
      byte[] partner = HexFormat.of().parseHex(path.get(next++).toString());
      sha.update((byte) 1);
      sha.update(index % 2 == 1 ? partner : node);
      node = sha.digest(index % 2 == 1 ? node : partner);
    }
    return index == 0 && next == path.size() ? hex(node) : "";
  }

  private static void put(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(0, bytes.length).array());
    sha.update(bytes);
  }

  // ---- the draw

  private void draw() {
    Map<String, Object> sample = sample();
    Map<String, Object> drawn = child(sample, "drawn");
    String no = text(sample, "no");
    Entry committed = about(no, "sample.committed");
    Entry told = about(no, "sample.drawn");
    if (committed == null || told == null) {
      differs("the journal does not prove the draw of %s", "日志未能证明样本 %s 的抽取", no);
      return;
    }
    for (String field : List.of("of", "region", "from", "to", "size", "commitment")) {
      same(
          "what was committed: " + field,
          "承诺：" + field,
          committed.data().get(field),
          sample.get(field));
    }
    for (String field :
        List.of(
            "secret", "block", "head", "seed", "population", "populationDigest", "casesDigest")) {
      same("what was drawn: " + field, "抽取：" + field, told.data().get(field), drawn.get(field));
    }
    String secret = text(drawn, "secret");
    same("the secret is the one committed", "种子与承诺", hash(secret), sample.get("commitment"));
    same(
        "the commitment is in its block",
        "承诺所在块",
        committed.row().get("block"),
        drawn.get("block"));
    Map<String, Object> block = blocks.getOrDefault(number(drawn, "block"), Map.of());
    same("the head of that block", "该块块头", block.get("hash"), drawn.get("head"));
    String seed = hash(secret + ":" + drawn.get("head"));
    same("the seed", "抽样种子", seed, drawn.get("seed"));
    List<String> population = lines("population.txt");
    same("the size of the population", "总体数量", (long) population.size(), drawn.get("population"));
    same("the population", "总体", digest(population), told.data().get("populationDigest"));
    List<String> again =
        population.stream()
            .sorted(Comparator.comparing((String one) -> hash(seed + ":" + one)))
            .limit(number(sample, "size"))
            .toList();
    List<Map<String, Object>> cases = rows("cases.jsonl");
    same(
        "the draw, drawn again",
        "重抽结果",
        again,
        cases.stream().map(one -> text(one, "case")).toList());
    List<String> lines =
        cases.stream()
            .map(one -> one.get("case") + " " + String.join(",", texts(one, "evidence")))
            .toList();
    same("the cases and their evidence", "样本及其证据", digest(lines), told.data().get("casesDigest"));
  }

  /** Null when the journal has none that stands. */
  private Entry about(String subject, String type) {
    return entries.values().stream()
        .filter(one -> one.stands() && one.type().equals(type))
        .filter(one -> subject.equals(one.row().get("subject")))
        .findFirst()
        .orElse(null);
  }

  private void same(String en, String zh, Object one, Object other) {
    if (Objects.equals(one, other)) {
      agrees("%s", "%s", CHINESE ? zh : en);
    } else {
      differs("%s: %s is not %s", "%s：%s ≠ %s", CHINESE ? zh : en, one, other);
    }
  }

  private void evidence() {
    for (Map<String, Object> one : rows("cases.jsonl")) {
      for (String cursor : texts(one, "evidence")) {
        if (!entries.containsKey(cursor)) {
          differs(
              "case %s: entry %s has gone from the journal",
              "%s：条目 %s 已不在日志中", one.get("case"), cursor);
        }
      }
    }
  }

  // ---- rows that entries have digests of

  private void findings() {
    List<String> told = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.stands()
          && entry.type().equals("finding.recorded")
          && sample().get("no").equals(entry.row().get("subject"))) {
        told.add(text(entry.data(), "digest"));
      }
    }
    for (Map<String, Object> one : rows("findings.jsonl")) {
      String row =
          String.join(
              "\n",
              text(one, "salt"),
              text(sample(), "no"),
              text(one, "case"),
              text(one, "verdict"),
              text(one, "by"),
              text(one, "at"),
              text(one, "words"));
      if (told.remove(hash(row))) {
        agrees();
      } else {
        differs("a finding of case %s is not as it was recorded", "%s 的结论与所记不符", one.get("case"));
      }
    }
    if (!told.isEmpty()) {
      differs("%d findings have gone that the journal has", "日志所记的 %d 条结论已不在", told.size());
    }
  }

  private void steps() {
    for (Map<String, Object> file : rows("files.jsonl")) {
      String no = text(file, "case");
      List<String> told = new ArrayList<>();
      for (Entry entry : entries.values()) {
        if (entry.stands()
            && no.equals(entry.row().get("subject"))
            && entry.data().containsKey("digest")) {
          told.add(text(entry.data(), "digest"));
        }
      }
      texts(file, "digests").forEach(told::remove);
      if (!told.isEmpty() || !Boolean.TRUE.equals(file.get("intact"))) {
        differs("file %s: its rows are not as its steps were told", "责任档 %s：数据与各步记录不符", no);
      } else {
        agrees();
      }
    }
  }

  // ---- JSON, hashes

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }

  static Map<String, Object> child(Map<String, Object> of, String name) {
    return map(of.get(name));
  }

  static List<Object> list(Map<String, Object> of, String name) {
    return of.get(name) instanceof List<?> all ? new ArrayList<>(all) : List.of();
  }

  static List<String> texts(Map<String, Object> of, String name) {
    return list(of, name).stream().map(String::valueOf).toList();
  }

  static String text(Map<String, Object> of, String name) {
    return Objects.toString(of.get(name), "");
  }

  static long number(Map<String, Object> of, String name) {
    return of.get(name) instanceof Number value ? value.longValue() : -1;
  }

  static Instant instant(Map<String, Object> of, String name) {
    return of.get(name) == null ? null : Instant.parse(text(of, name));
  }

  static long[] cursor(String text) {
    String[] parts = text.split("-");
    return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
  }

  static int byPlace(String one, String other) {
    return Arrays.compare(cursor(one), cursor(other));
  }

  static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha(byte[] bytes) {
    return sha().digest(bytes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String hash(String text) {
    return hex(sha(text.getBytes(UTF_8)));
  }

  static String digest(List<String> lines) {
    MessageDigest sha = sha();
    lines.forEach(line -> sha.update((line + "\n").getBytes(UTF_8)));
    return hex(sha.digest());
  }

  static Map<String, Object> object(String json) {
    return map(new Json(json).whole());
  }

  /** Of one that somebody has changed, nothing is to be relied on. */
  static Map<String, Object> tolerant(String json) {
    try {
      return object(json);
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  /** JSON (RFC 8259): objects, lists, texts, whole and other numbers, truths, null. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object whole() {
      Object value = value();
      space();
      if (at != text.length()) {
        throw new IllegalArgumentException("not JSON at " + at);
      }
      return value;
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private boolean takes(String word) {
      space();
      boolean is = text.startsWith(word, at);
      at += is ? word.length() : 0;
      return is;
    }

    private Object value() {
      if (takes("{")) {
        Map<String, Object> all = new LinkedHashMap<>();
        while (!takes("}")) {
          takes(",");
          String name = String.valueOf(value());
          takes(":");
          all.put(name, value());
        }
        return all;
      }
      if (takes("[")) {
        List<Object> all = new ArrayList<>();
        while (!takes("]")) {
          takes(",");
          all.add(value());
        }
        return all;
      }
      if (takes("\"")) {
        return string();
      }
      if (takes("null")) {
        return null;
      }
      if (takes("true")) {
        return true;
      }
      if (takes("false")) {
        return false;
      }
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String number = text.substring(from, at);
      if (number.matches("-?\\d{1,18}")) {
        return Long.valueOf(number);
      }
      return Double.valueOf(number);
    }

    private String string() {
      StringBuilder read = new StringBuilder();
      for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
        if (next != '\\') {
          read.append(next);
          continue;
        }
        char escaped = text.charAt(at++);
        int known = "bfnrt".indexOf(escaped);
        if (escaped == 'u') {
          read.append((char) Integer.parseInt(text, at, at + 4, 16));
          at += 4;
        } else {
          read.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
        }
      }
      return read.toString();
    }
  }

  // ---- clocks: when each was due by its rule, its calendar and its pauses

  /** A time in which a clock stood still; null while it lasts. */
  record Pause(Instant from, Instant to) {}

  /** The days and hours of one calendar. */
  record Calendar(Map<String, Object> row, ZoneId zone) {
    boolean works(LocalDate day) {
      Map<String, Object> special = special(day);
      return special.isEmpty() ? isUsual(day) : !Boolean.TRUE.equals(special.get("off"));
    }

    boolean isMakeUp(LocalDate day) {
      return Boolean.FALSE.equals(special(day).get("off"));
    }

    private boolean isUsual(LocalDate day) {
      return Boolean.TRUE.equals(row.get("everyDay"))
          || day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    private Map<String, Object> special(LocalDate day) {
      if (row.get("official") == null) {
        return Map.of();
      }
      Object year = child(row, "years").get(Integer.toString(day.getYear()));
      if (year == null) {
        throw new IllegalStateException("no official days of " + day.getYear());
      }
      return child(map(year), day.toString());
    }

    Instant at(LocalDate day, String time) {
      return time.equals("24:00")
          ? day.plusDays(1).atStartOfDay(zone).toInstant()
          : day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
    }

    Instant ends(LocalDate day) {
      return at(day, text(row, "dayEnds"));
    }
  }

  /** One limit: a rule's amount from a start on, with pauses. */
  record Limit(Map<String, Object> rule, Calendar calendar, Instant start, List<Pause> pauses) {
    Limit {
      pauses = joined(start, pauses);
    }

    /** Apart and in order, none before the start. */
    private static List<Pause> joined(Instant start, List<Pause> all) {
      List<Pause> apart = new ArrayList<>();
      for (Pause next : all.stream().sorted(Comparator.comparing(Pause::from)).toList()) {
        Pause last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
        if (next.to() != null && (next.to().equals(next.from()) || !next.to().isAfter(start))) {
          continue;
        }
        if (last == null || (last.to() != null && last.to().isBefore(next.from()))) {
          apart.add(new Pause(next.from().isBefore(start) ? start : next.from(), next.to()));
        } else if (last.to() != null && (next.to() == null || next.to().isAfter(last.to()))) {
          apart.set(apart.size() - 1, new Pause(last.from(), next.to()));
        }
      }
      return apart;
    }

    private boolean reads(String reading) {
      return texts(rule, "readings").contains(reading);
    }

    /** Null while it stands still. */
    Instant due() {
      long amount = number(rule, "amount");
      String unit = text(rule, "unit");
      if (amount < 0) {
        return notice(amount, unit);
      }
      return switch (unit) {
        case "minutes" -> after(start, Duration.ofMinutes(amount));
        case "hours" -> after(start, Duration.ofHours(amount));
        case "worktime-hours" -> worked(Duration.ofHours(amount));
        default -> days(amount, unit.equals("workdays"));
      };
    }

    private LocalDate startDay() {
      return start.atZone(calendar.zone()).toLocalDate();
    }

    private Instant notice(long amount, String unit) {
      if (unit.equals("minutes") || unit.equals("hours")) {
        return start.plus(amount, unit.equals("hours") ? ChronoUnit.HOURS : ChronoUnit.MINUTES);
      }
      ZonedDateTime due = start.atZone(calendar.zone()).plusDays(amount);
      while (reads("notice-moved") && !calendar.works(due.toLocalDate())) {
        due = due.minusDays(1);
      }
      return due.toInstant();
    }

    /** When it has run so long since an instant; null when it never will. */
    private Instant after(Instant from, Duration wanted) {
      Instant at = from;
      Duration left = wanted;
      for (Pause pause : pauses) {
        boolean over = pause.to() != null && !pause.to().isAfter(at);
        if (over || !at.plus(left).isAfter(pause.from())) {
          continue;
        }
        if (pause.to() == null) {
          return null;
        }
        left = pause.from().isAfter(at) ? left.minus(Duration.between(at, pause.from())) : left;
        at = pause.to();
      }
      return at.plus(left);
    }

    /** How long it runs between two instants. */
    private Duration running(Instant from, Instant to) {
      Duration runs = Duration.between(from, to);
      for (Pause pause : pauses) {
        Instant begin = pause.from().isBefore(from) ? from : pause.from();
        Instant end = pause.to() == null || pause.to().isAfter(to) ? to : pause.to();
        runs = begin.isBefore(end) ? runs.minus(Duration.between(begin, end)) : runs;
      }
      return runs;
    }

    private boolean standsFrom(Instant instant) {
      return pauses.stream().anyMatch(p -> p.to() == null && p.from().isBefore(instant));
    }

    private boolean isPaused(LocalDate day) {
      Instant end = calendar.ends(day);
      if (reads("run-at-all")) {
        Instant begin = calendar.ends(day.minusDays(1));
        return running(begin.isBefore(start) ? start : begin, end).isZero();
      }
      return pauses.stream()
          .anyMatch(p -> p.from().isBefore(end) && (p.to() == null || !p.to().isBefore(end)));
    }

    private Instant days(long amount, boolean workdays) {
      LocalDate day = startDay();
      long left = amount;
      for (int looked = 0; left > 0 && looked < MOST_DAYS; looked++) {
        day = day.plusDays(1);
        if (standsFrom(calendar.ends(day))) {
          return null;
        }
        left -= (!workdays || calendar.works(day)) && !isPaused(day) ? 1 : 0;
      }
      if (!workdays && !calendar.works(day)) {
        do {
          day = day.plusDays(1);
          if (standsFrom(calendar.ends(day))) {
            return null;
          }
        } while (!calendar.works(day)
            || isPaused(day)
            || (calendar.isMakeUp(day) && reads("not-to-make-up")));
      }
      return calendar.ends(day);
    }

    private Instant worked(Duration amount) {
      Duration left = amount;
      boolean usedUp = false;
      LocalDate day = startDay();
      for (int looked = 0; looked < MOST_DAYS; looked++, day = day.plusDays(1)) {
        if (looked > 0
            && !usedUp
            && standsFrom(day.atStartOfDay(calendar.zone()).toInstant().plusNanos(1))) {
          return null;
        }
        for (String segment :
            calendar.works(day) ? texts(calendar.row(), "worktime") : List.<String>of()) {
          Instant begin = calendar.at(day, segment.substring(0, segment.indexOf('-')));
          begin = begin.isBefore(start) ? start : begin;
          Instant end = calendar.at(day, segment.substring(segment.indexOf('-') + 1));
          if (!begin.isBefore(end)) {
            continue;
          }
          if (usedUp) {
            return begin;
          }
          Duration runs = running(begin, end);
          if (runs.compareTo(left) < 0) {
            left = left.minus(runs);
            continue;
          }
          Instant due = after(begin, left);
          usedUp = reads("next-segment") && end.equals(due);
          if (!usedUp) {
            return due;
          }
        }
      }
      return null;
    }
  }

  /** The clocks of the cases that were drawn. */
  private static final class Clocks {
    private final Recompute all;
    private final ZoneId zone;
    private final Map<String, Calendar> calendars = new HashMap<>();
    private final Map<String, Map<String, Object>> rows = new HashMap<>();

    Clocks(Recompute all) {
      this.all = all;
      zone = ZoneId.of(text(all.export(), "zone"));
      all.rows("calendars.jsonl")
          .forEach(c -> calendars.put(text(c, "calendar"), new Calendar(c, zone)));
      all.rows("clocks.jsonl").forEach(row -> rows.put(text(row, "clock"), row));
    }

    void check() {
      int clocks = 0;
      for (Map<String, Object> one : all.rows("cases.jsonl")) {
        Map<String, List<Entry>> told = new LinkedHashMap<>();
        List<Entry> about = new ArrayList<>();
        for (String cursor : texts(one, "evidence")) {
          Entry entry = all.entry(cursor);
          if (entry == null || !entry.stands()) {
            continue;
          }
          about.add(entry);
          if (entry.type().startsWith("clock.") && !Boolean.TRUE.equals(entry.data().get("mean"))) {
            told.computeIfAbsent(text(entry.data(), "clock"), id -> new ArrayList<>()).add(entry);
          }
        }
        for (Map.Entry<String, List<Entry>> clock : told.entrySet()) {
          new Course(text(one, "case"), clock.getKey(), about).check(clock.getValue());
          clocks++;
        }
      }
      all.tell("%d clocks computed anew", "重算 %d 个时限", clocks);
    }

    /** One clock, entry by entry. */
    private final class Course {
      private final String of;
      private final String id;
      private final List<Entry> about;
      private final Map<String, Object> row;
      private final List<Map<String, Object>> rules;
      private final List<Pause> pauses = new ArrayList<>();
      private Instant start;
      private Instant extended;
      private boolean lent;

      Course(String of, String id, List<Entry> about) {
        this.of = of;
        this.id = id;
        this.about = about;
        row = rows.getOrDefault(id, Map.of());
        rules =
            all.rows("rules.jsonl").stream()
                .filter(
                    rule ->
                        List.of("rule", "edition", "issuer").stream()
                            .allMatch(name -> text(rule, name).equals(text(row, name))))
                .toList();
      }

      void check(List<Entry> entries) {
        for (Entry entry : entries) {
          Map<String, Object> data = entry.data();
          switch (entry.type()) {
            case "clock.started" -> {
              start = instant(data, "startedAt");
              begun();
              claim(data, "dueAt");
            }
            case "clock.paused" -> pauses.add(new Pause(instant(data, "pausedAt"), null));
            case "clock.resumed" -> {
              Instant at = instant(data, "resumedAt");
              pauses.replaceAll(p -> p.to() == null ? new Pause(p.from(), at) : p);
              claim(data, "dueAt");
            }
            case "clock.rescheduled" -> moved(data);
            case "clock.met" -> met(data);
            case "clock.breached" -> claim(data, "dueAt");
            default -> {}
          }
        }
        if (start != null
            && row.get("startedAt") != null
            && !start.equals(instant(row, "startedAt"))) {
          say("its row says that it began at %s", "其数据称起于 %s", row.get("startedAt"));
        }
      }

      private void say(String en, String zh, Object value) {
        all.differs("%s, limit %s: " + en, "%s，时限 %s：" + zh, of, id, value);
      }

      /** By the entry that is named in its id. */
      private void begun() {
        Entry began = all.entry(id.substring(id.lastIndexOf('.') + 1));
        if (began == null || !began.stands() || start == null) {
          return;
        }
        Instant received = instant(began.data(), "receivedAt");
        Instant is = received != null && received.isBefore(began.time()) ? received : began.time();
        if (is.equals(start)) {
          all.agrees();
        } else {
          say("it began at %s by the entry that began it", "据起始条目应起于 %s", is);
        }
      }

      private void moved(Map<String, Object> data) {
        String why = text(data, "why");
        // Of a request merged under it, or over it: those entries are another case's.
        lent |= why.equals("merged") || why.equals("unmerged");
        if (why.equals("extension")) {
          extended = instant(data, "to");
        } else {
          claim(data, "to");
        }
      }

      private void met(Map<String, Object> data) {
        claim(data, "dueAt");
        Instant at = instant(data, "metAt");
        Instant due = instant(data, "dueAt");
        if (at == null) {
          return;
        }
        if (Boolean.TRUE.equals(data.get("late")) == (due != null && at.isAfter(due))) {
          all.agrees();
        } else {
          say(
              "met at %s, and said to be " + (due != null && at.isAfter(due) ? "in time" : "late"),
              "于 %s 完成，是否逾期与所记相反",
              at);
        }
        Set<String> ends = new LinkedHashSet<>();
        rules.forEach(
            rule -> texts(rule, "ends").forEach(end -> ends.add(end.replaceAll("\\?.*", ""))));
        boolean merged = about.stream().anyMatch(one -> one.type().equals("request.merged"));
        if (!ends.isEmpty()
            && !merged
            && about.stream()
                .noneMatch(one -> ends.contains(one.type()) && one.time().equals(at))) {
          say("met at %s, when nothing happened that ends it", "称于 %s 完成，彼时并无可使其终止的事项", at);
        }
      }

      /** What is said of when it is due, against what its rule comes to. */
      private void claim(Map<String, Object> data, String field) {
        if (lent || start == null) {
          return;
        }
        if (rules.isEmpty()) {
          say("its rule is not in the export%s", "导出中没有其规则%s", "");
          return;
        }
        Instant said = instant(data, field);
        Set<String> computed = new LinkedHashSet<>();
        for (Map<String, Object> rule : rules) {
          computed.add(String.valueOf(due(rule)));
        }
        if (computed.contains(String.valueOf(said))) {
          all.agrees();
        } else {
          say(
              "due at " + said + " as it is said, at %s by rule, calendar and pauses",
              "所记到期 " + said + "，按规则、日历与暂停应为 %s",
              String.join(" / ", computed));
        }
      }

      private Object due(Map<String, Object> rule) {
        Calendar calendar = calendars.get(text(rule, "calendar"));
        if (calendar == null) {
          return "?";
        }
        try {
          Instant due = new Limit(rule, calendar, start, pauses).due();
          return due != null && extended != null && extended.isAfter(due) ? extended : due;
        } catch (IllegalStateException noSuchYear) {
          return null;
        }
      }
    }
  }

  // ---- indices

  /** On time and first answer, counted from entries, against what the house shows. */
  private static final class Indices {
    private static final Set<String> ANSWERS =
        Set.of(
            "request.triaged",
            "request.returned",
            "request.scheduled",
            "request.dispatched",
            "request.accepted",
            "request.arrived",
            "request.resolved");

    private final Recompute all;
    private final ZoneId zone;
    private final LocalDate from;
    private final LocalDate to;
    private final String region;

    Indices(Recompute all) {
      this.all = all;
      zone = ZoneId.of(text(all.export(), "zone"));
      from = LocalDate.parse(text(all.sample(), "from"));
      to = LocalDate.parse(text(all.sample(), "to"));
      region = text(all.sample(), "region");
    }

    /**
     * Something that counts: where, when, and how much.
     *
     * @param value not a number while nobody can tell
     * @param gone whether it counts in nothing, for now
     */
    private record Case(String region, Instant at, double value, boolean gone) {}

    void check() {
      List<Map<String, Object>> figures = all.rows("figures.jsonl");
      for (Map<String, Object> figure : figures) {
        Map<String, Case> cases = new HashMap<>();
        boolean onTime = "on-time".equals(figure.get("index"));
        for (Entry entry : all.inOrder()) {
          if (!Boolean.TRUE.equals(entry.data().get("drill"))) {
            read(onTime, entry, cases);
          }
        }
        compare(figure, cases);
      }
      if (figures.isEmpty()) {
        all.tell("no indices: %s", "未含指标：%s", text(all.export(), "indices"));
      }
    }

    private static void read(boolean onTime, Entry entry, Map<String, Case> cases) {
      if (onTime && entry.type().startsWith("clock.")) {
        limit(entry, cases);
      } else if (!onTime && entry.type().startsWith("request.")) {
        answer(entry, cases);
      }
    }

    private static void limit(Entry entry, Map<String, Case> cases) {
      Map<String, Object> data = entry.data();
      String id = text(data, "clock");
      String place = text(entry.row(), "region");
      if (Boolean.TRUE.equals(data.get("mean"))) {
        return;
      }
      switch (entry.type()) {
        case "clock.withdrawn" -> cases.remove(id);
        case "clock.breached" -> cases.put(id, new Case(place, instant(data, "dueAt"), 0, false));
        case "clock.met" -> {
          Instant due = instant(data, "dueAt");
          Instant met = instant(data, "metAt");
          if (!Boolean.TRUE.equals(data.get("late"))) {
            cases.put(id, new Case(place, met, 1, false));
          } else if (!cases.containsKey(id)) {
            cases.put(id, new Case(place, due == null ? met : due, 0, false));
          }
        }
        default -> {}
      }
    }

    /** One that was merged or cancelled unanswered counts in nothing until it is taken out again. */
    private static void answer(Entry entry, Map<String, Case> cases) {
      String no = text(entry.row(), "subject");
      String place = text(entry.row(), "region");
      String type = entry.type();
      Case known = cases.get(no);
      if (known == null) {
        if (type.equals("request.received")) {
          Instant received = instant(entry.data(), "receivedAt");
          Instant at = received == null ? entry.time() : received;
          cases.put(no, new Case(place, at, Double.NaN, false));
        }
        return;
      }
      boolean off = type.equals("request.merged") || type.equals("request.cancelled");
      boolean back = type.equals("request.unmerged");
      boolean answers = ANSWERS.contains(type);
      if (!off && !back && !answers && !type.equals("request.located")) {
        return;
      }
      boolean waits = Double.isNaN(known.value());
      double value =
          waits && answers && !known.gone()
              ? Math.max(0, Duration.between(known.at(), entry.time()).toMillis()) / 60_000.0
              : known.value();
      boolean gone = waits && off || known.gone() && !(waits && back);
      cases.put(no, new Case(place, known.at(), value, gone));
    }

    private void compare(Map<String, Object> figure, Map<String, Case> cases) {
      List<Case> counted =
          cases.values().stream()
              .filter(one -> !one.gone() && one.region().startsWith(region))
              .filter(
                  one -> {
                    LocalDate day = LocalDate.ofInstant(one.at(), zone);
                    return !day.isBefore(from) && !day.isAfter(to);
                  })
              .toList();
      double[] values =
          counted.stream().mapToDouble(Case::value).filter(v -> !Double.isNaN(v)).toArray();
      Double is = values.length == 0 ? null : Arrays.stream(values).average().orElseThrow();
      Function<String, Double> said =
          name -> figure.get(name) instanceof Number n ? Double.valueOf(n.doubleValue()) : null;
      Double shown = said.apply("value");
      boolean same =
          number(figure, "cases") == values.length
              && number(figure, "waiting") == counted.size() - values.length
              // The house keeps a case's value to 2^-16, so that its sums are exact.
              && (is == null ? shown == null : shown != null && Math.abs(is - shown) < 1e-5);
      if (same) {
        all.agrees(
            "index %s: %s of %d cases", "指标 %s：%s，%d 例", figure.get("index"), is, values.length);
      } else {
        all.differs(
            "index %s: the house shows %s of %s cases, %s wait; it comes to %s of %d cases, %d"
                + " wait",
            "指标 %s：平台为 %s（%s 例，待定 %s），另算为 %s（%d 例，待定 %d）",
            figure.get("index"),
            shown,
            figure.get("cases"),
            figure.get("waiting"),
            is,
            values.length,
            counted.size() - values.length);
      }
    }
  }
}
