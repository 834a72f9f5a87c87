package io.lamplighter.indices;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/**
 * What desk and clocks may write of many requests, by a seed: customers who become known late,
 * cells that do, merged and cancelled ones, limits that are kept, late, extended and withdrawn,
 * drills.
 */
@NullUnmarked
final class MadeUpYear {
  private static final List<String> CELLS = List.of("G1", "G2", "G3", "G4");
  private static final List<String> RULES = List.of("fault.on-site", "complaint.answer");
  private static final List<String> KINDS = List.of("fault-repair", "complaint");

  private final Board board;
  private final Random random;
  private final int customers;

  MadeUpYear(Board board, long seed, int customers) {
    this.board = board;
    this.random = new Random(seed);
    this.customers = customers;
  }

  void requests(int count, Instant from, Duration apart) {
    Instant at = from;
    for (int i = 0; i < count; i++) {
      at = at.plusMillis((long) (random.nextDouble() * 2 * apart.toMillis()));
      request("R" + i, at);
    }
  }

  private boolean often(double share) {
    return random.nextDouble() < share;
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private Map<String, Object> about(String no, String kind, String cell, String customer) {
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", kind);
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("priority", 5);
    data.put("root", no);
    data.put("version", 1);
    data.put("from", "received");
    data.put("to", "triaged");
    if (cell != null) {
      data.put("cell", cell);
    }
    if (customer != null) {
      data.put("customerNo", customer);
    }
    return data;
  }

  private void request(String no, Instant received) {
    boolean drill = often(0.02);
    String kind = any(KINDS);
    String cell = often(0.9) ? any(CELLS) : null;
    String customer = often(0.8) ? "C" + random.nextInt(customers) : null;
    boolean cellLater = cell != null && often(0.2);
    boolean customerLater = customer != null && often(0.2);
    Instant time = received.plusMillis(random.nextInt(2_000));
    Map<String, Object> data =
        about(no, kind, cellLater ? null : cell, customerLater ? null : customer);
    data.put("receivedAt", received.toString());
    data.put("kindReason", "given");
    data.put("kindSure", true);
    data.put("promises", List.of());
    write("request.received", no, time, data, drill);
    if (cellLater) {
      time = later(time, 10);
      write("request.located", no, time, about(no, kind, cell, null), drill);
    }
    if (customerLater) {
      time = later(time, 10);
      write("request.matched", no, time, about(no, kind, cell, customer), drill);
    }
    if (often(0.08)) {
      time = later(time, 600);
      Map<String, Object> into = about(no, kind, cell, customer);
      into.put("details", Map.of("into", "R0", "why", "same-place"));
      write("request.merged", no, time, into, drill);
      if (often(0.3)) {
        time = later(time, 600);
        Map<String, Object> out = about(no, kind, cell, customer);
        out.put("details", Map.of("from", "R0"));
        write("request.unmerged", no, time, out, drill);
        work(no, kind, cell, customer, time, drill);
      }
    } else if (often(0.05)) {
      time = later(time, 600);
      write("request.cancelled", no, time, about(no, kind, cell, customer), drill);
    } else if (often(0.9)) {
      work(no, kind, cell, customer, time, drill);
    }
    clock(no, received, cell, drill);
  }

  private void work(
      String no, String kind, String cell, String customer, Instant from, boolean drill) {
    Instant time = from;
    List<String> types =
        new ArrayList<>(List.of("request.triaged", "request.arrived", "request.resolved"));
    if (often(0.8)) {
      types.add("request.closed");
    }
    if (types.size() == 4 && often(0.2)) {
      types.add("request.reopened");
      types.add("request.closed");
    }
    for (String type : types) {
      time = later(time, type.equals("request.reopened") ? 400_000 : 3_600);
      write(type, no, time, about(no, kind, cell, customer), drill);
    }
  }

  private void clock(String no, Instant received, String cell, boolean drill) {
    String rule = any(RULES);
    Instant due = received.plusSeconds(random.nextInt(90_000));
    Map<String, Object> about = new HashMap<>();
    about.put("clock", rule + "." + no);
    about.put("on", no);
    about.put("rule", rule);
    about.put("edition", "1");
    if (cell != null) {
      about.put("cell", cell);
    }
    if (often(0.1)) {
      about.put("mean", true);
    }
    boolean breached = often(0.2);
    Instant time = due.plusSeconds(1);
    if (breached) {
      Map<String, Object> data = new HashMap<>(about);
      data.put("dueAt", due.toString());
      data.put("seenAt", time.toString());
      data.put("told", List.of());
      write("clock.breached", no, time, data, drill);
    }
    if (often(0.85)) {
      // Extended after it was late it may be met in time all the same.
      boolean late = breached ? often(0.8) : often(0.1);
      Instant met = late ? due.plusSeconds(random.nextInt(50_000) + 2) : due.minusSeconds(60);
      Map<String, Object> data = new HashMap<>(about);
      data.put("metAt", met.toString());
      data.put("dueAt", due.toString());
      data.put("late", late);
      write("clock.met", no, later(time, 100_000), data, drill);
    }
    if (often(0.05)) {
      Map<String, Object> data = new HashMap<>(about);
      data.put("why", "cancelled");
      write("clock.withdrawn", no, later(time, 200_000), data, drill);
    }
  }

  private Instant later(Instant time, int seconds) {
    return time.plusMillis(1 + random.nextInt(seconds * 1_000));
  }

  private void write(
      String type, String no, Instant time, Map<String, Object> data, boolean drill) {
    if (drill) {
      data.put("drill", true);
    }
    board.entry(type, no, "330602", time, data);
  }
}
