package io.lamplighter.accountability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;

/**
 * Where in a city's year what is: of what kind each request is and when, who is late, where
 * somebody cheats, and what looks like it and is none. Everything by a seed; a request's number is
 * enough.
 */
@NullUnmarked
final class YearPlan {
  static final Instant NEW_YEAR = Instant.parse("2025-12-31T16:00:00Z");
  static final Duration YEAR = Duration.ofDays(365);

  /** What a crew has time for: so many requests a year come in where it works. */
  private static final int A_CREW = 2_500;

  private static final int A_PHONE = 8;

  /** Of what cheats, and as what the rules should find it. */
  enum Cheat {
    HELD("found.held", 0.0015),
    MINUTE("found.minute", 0.0015),
    SET_BACK("found.set-back", 0.0015),
    OFF_SYSTEM("found.off-system", 0.0015),
    NO_EVIDENCE("found.no-evidence", 0.0015),
    IMPOSSIBLE_ARRIVAL("found.impossible-arrival", 0.0015),
    /** Crews, and who asks: by name and not by request. */
    ALWAYS_FIVE("found.fives", 0),
    /** Phones, each of which scores for eight customers. */
    ONE_PHONE("found.one-phone", 0.0004);

    final String cause;
    final double share;

    Cheat(String cause, double share) {
      this.cause = cause;
      this.share = share;
    }
  }

  /** What a request is. */
  enum Kind {
    REPAIR("fault-repair", "repair"),
    SERVICE("service", "one-post"),
    /** Looked at only: no picture is needed. */
    SURVEY("service", "survey"),
    COMPLAINT("complaint", null),
    ENQUIRY("enquiry", null);

    final String request;
    final String work;

    Kind(String request, String work) {
      this.request = request;
      this.work = work;
    }

    boolean isField() {
      return work != null;
    }
  }

  final int size;
  final int crews;
  final int askers;
  final long seed;
  final Set<String> fives = new HashSet<>();
  private final Map<Integer, Cheat> cheats = new HashMap<>();

  /** Which phone scores for a request, where somebody cheats with phones. */
  final Map<Integer, Integer> phones = new HashMap<>();

  YearPlan(int size, long seed) {
    this.size = size;
    this.seed = seed;
    crews = Math.max(8, size / A_CREW);
    askers = Math.max(4, crews / 8);
    SplittableRandom random = new SplittableRandom(seed);
    while (fives.size() < Math.max(1, crews / 25)) {
      fives.add(crew(random.nextInt(crews)));
    }
    int both = fives.size() + Math.max(1, askers / 10);
    while (fives.size() < both) {
      fives.add(asker(random.nextInt(askers)));
    }
    phones(random);
    for (Cheat cheat : Cheat.values()) {
      for (int left = (int) (cheat == Cheat.ONE_PHONE ? 0 : size * cheat.share); left > 0; ) {
        int at = random.nextInt(size);
        if (fits(cheat, kind(at)) && !cheats.containsKey(at)) {
          cheats.put(at, cheat);
          left--;
        }
      }
    }
  }

  /** Eight complaints of different customers within some days, all with one phone. */
  private void phones(SplittableRandom random) {
    int day = Math.max(1, size / 365);
    for (int phone = 0; phone < Math.max(2, size * Cheat.ONE_PHONE.share / A_PHONE); phone++) {
      int at = random.nextInt(size - 21 * day);
      List<Integer> all = new ArrayList<>();
      for (int i = at;
          i < at + 20 * day && all.size() < A_PHONE;
          i += 1 + random.nextInt(Math.max(1, day / 8))) {
        if (kind(i) == Kind.COMPLAINT && !cheats.containsKey(i)) {
          all.add(i);
        }
      }
      if (all.size() == A_PHONE) {
        for (int i : all) {
          cheats.put(i, Cheat.ONE_PHONE);
          phones.put(i, phone);
        }
      } else {
        phone--;
      }
    }
  }

  private static boolean fits(Cheat cheat, Kind kind) {
    return switch (cheat) {
      case HELD, MINUTE -> !kind.isField() && kind != Kind.ENQUIRY;
      case SET_BACK, OFF_SYSTEM, IMPOSSIBLE_ARRIVAL -> kind.isField();
      case NO_EVIDENCE -> kind == Kind.REPAIR || kind == Kind.SERVICE;
      case ALWAYS_FIVE, ONE_PHONE -> false;
    };
  }

  SplittableRandom random(int request) {
    return new SplittableRandom(seed * 31 + request * 0x9E3779B97F4A7C15L);
  }

  Kind kind(int request) {
    double which = random(request).nextDouble();
    return which < 0.42
        ? Kind.REPAIR
        : which < 0.52
            ? Kind.SERVICE
            : which < 0.57 ? Kind.SURVEY : which < 0.67 ? Kind.COMPLAINT : Kind.ENQUIRY;
  }

  Cheat cheat(int request) {
    return cheats.get(request);
  }

  /** How many times somebody cheats in each way. */
  Map<Cheat, Integer> planted() {
    Map<Cheat, Integer> counted = new EnumMap<>(Cheat.class);
    for (Cheat cheat : Cheat.values()) {
      counted.put(cheat, 0);
    }
    cheats.values().forEach(cheat -> counted.merge(cheat, 1, Integer::sum));
    counted.put(Cheat.ALWAYS_FIVE, fives.size());
    counted.put(Cheat.ONE_PHONE, Set.copyOf(phones.values()).size());
    return counted;
  }

  /** A crew's jobs come one after the other, each in its own part of the year. */
  Instant slot(int request) {
    return NEW_YEAR.plus(length().multipliedBy(request / crews));
  }

  Duration length() {
    return YEAR.dividedBy(size / crews + 1L);
  }

  String crewOf(int request) {
    return crew(request % crews);
  }

  String askerOf(SplittableRandom random) {
    return asker(random.nextInt(askers));
  }

  private static String crew(int number) {
    return "crew-" + number;
  }

  private static String asker(int number) {
    return "asker" + number;
  }

  /** How often customers of a crew, or of who asks, score 5: from 0.72 to 0.88. */
  double likes(String who) {
    return fives.contains(who)
        ? 1
        : 0.72 + 0.16 * new SplittableRandom(seed + who.hashCode()).nextDouble();
  }
}
