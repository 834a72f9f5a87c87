package io.lamplighter.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Who calls when: a quiet hour and a storm hour. The figures are those of the field: 176 orders a
 * day, taken in the eight hours people call in, are 22 an hour; a storm hour brings twelve times as
 * many, 180 of them within five minutes.
 */
final class Story {
  static final int HOUR = 3600;
  static final int QUIET_CALLS = 176 / 8;
  static final int STORM_CALLS = 12 * QUIET_CALLS;
  static final int PEAK_CALLS = 180;
  static final int PEAK_BEGINS = HOUR + 15 * 60;
  static final int PEAK_SECONDS = 5 * 60;

  private static final int TRANSFORMERS_OUT = 12;

  /** Where people turn to; who asks for something else than light does not call the city. */
  private static final List<String> CHANNELS =
      List.of("web", "web", "call", "call", "call", "social", "hotline", "sms");

  private static final List<String> ANY_DAY_CHANNELS =
      List.of("web", "web", "call", "social", "sms");

  /** Whoever calls or texts has a number. */
  private static final Set<String> BY_PHONE = Set.of("call", "sms");

  private final City city;
  private final List<Call> calls;
  private final List<Outage> outages;

  Story(City city, long seed) {
    this.city = city;
    Random random = new Random(seed * 31 + 7);
    List<Call> all = new ArrayList<>();
    for (int i = 0; i < QUIET_CALLS; i++) {
      all.add(call(random, random.nextInt(HOUR), all.size(), any(random), Words.ANY_DAY));
    }
    List<City.Transformer> out = out(random);
    outages = out.stream().map(transformer -> outage(transformer, random)).toList();
    List<City.Resident> inTheDark = inTheDark(out, random);
    for (int i = 0; i < PEAK_CALLS; i++) {
      int second = PEAK_BEGINS + random.nextInt(PEAK_SECONDS);
      all.add(call(random, second, all.size(), one(inTheDark, random), Words.OUTAGE));
    }
    for (int i = PEAK_CALLS; i < STORM_CALLS; i++) {
      int second = HOUR + random.nextInt(HOUR);
      all.add(call(random, second, all.size(), one(inTheDark, random), Words.OUTAGE));
    }
    all.sort(Comparator.comparingInt(Call::second));
    calls = List.copyOf(all);
  }

  /** All calls in the order of time. */
  List<Call> calls() {
    return calls;
  }

  /** The transformers that go out as the peak begins and come back in the storm's last quarter. */
  List<Outage> outages() {
    return outages;
  }

  static String phase(int second) {
    if (second < HOUR) {
      return "quiet";
    }
    return second >= PEAK_BEGINS && second < PEAK_BEGINS + PEAK_SECONDS ? "storm peak" : "storm";
  }

  /** What the storm puts out: few enough that several call of one outage. */
  private List<City.Transformer> out(Random random) {
    List<City.Transformer> out = new ArrayList<>();
    while (out.size() < Math.min(TRANSFORMERS_OUT, city.transformers().size())) {
      City.Transformer transformer = one(city.transformers(), random);
      if (!out.contains(transformer)) {
        out.add(transformer);
      }
    }
    return out;
  }

  private Outage outage(City.Transformer transformer, Random random) {
    return new Outage(
        PEAK_BEGINS + random.nextInt(60),
        2 * HOUR - random.nextInt(HOUR / 4) - 1,
        transformer.line().district().code(),
        city.residents().stream()
            .filter(resident -> resident.transformer().equals(transformer))
            .map(City.Resident::meter)
            .toList());
  }

  private List<City.Resident> inTheDark(List<City.Transformer> out, Random random) {
    List<City.Resident> all =
        city.residents().stream().filter(r -> out.contains(r.transformer())).toList();
    // A third of them gets to the phone; some more than once.
    return all.stream().filter(resident -> random.nextInt(3) == 0).toList();
  }

  private City.Resident any(Random random) {
    return one(city.residents(), random);
  }

  /** Not everybody knows his number: some are known by their phone, some by their address. */
  private static Call call(
      Random random, int second, int index, City.Resident who, List<String> texts) {
    String text = one(texts, random);
    String ref = String.format(Locale.ROOT, "%05d", index);
    int knownBy = random.nextInt(10);
    String channel = one(texts == Words.OUTAGE ? CHANNELS : ANY_DAY_CHANNELS, random);
    return new Call(
        channel,
        second,
        ref,
        texts == Words.OUTAGE && random.nextBoolean() ? "fault-repair" : null,
        text,
        knownBy < 4 ? who.customerNo() : null,
        knownBy < 8 ? who.name() : null,
        knownBy < 8 || BY_PHONE.contains(channel) ? who.phone() : null,
        knownBy > 4 || channel.equals("hotline") ? who.address() : null,
        knownBy > 7 ? who.at() : null,
        who.region());
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
