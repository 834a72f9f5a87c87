package io.lamplighter.house;

import io.lamplighter.api.House.Context;
import io.lamplighter.api.Region;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The configuration, read: all of it is right. */
record Settings(Context context, ZoneId zone, String region, String node) {
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /**
   * @param machine this node's name when none is given
   * @throws IllegalArgumentException naming the key that is wrong
   */
  static Settings of(HouseConfig config, String machine) {
    String given = config.node().strip();
    require(
        given.isEmpty() || NODE.matcher(given).matches(),
        "node",
        given,
        "a name of letters, digits, dots and dashes");
    String region = config.region().strip();
    require(!region.isEmpty() && Region.isCode(region), "region", region, "a code of GB/T 2260");
    return new Settings(
        context(config.context().strip()),
        zone(config.zone().strip()),
        region,
        given.isEmpty() ? machine : given);
  }

  /** The same in another context. */
  Settings in(Context other) {
    return new Settings(other, zone, region, node);
  }

  private static Context context(String name) {
    return Arrays.stream(Context.values())
        .filter(context -> context.name().equals(name))
        .findAny()
        .orElseThrow(() -> wrong("context", name, "PRODUCTION, TESTING or TRAINING"));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw wrong("zone", name, "a time zone as in Asia/Shanghai");
    }
  }

  private static void require(boolean holds, String key, String value, String expected) {
    if (!holds) {
      throw wrong(key, value, expected);
    }
  }

  private static IllegalArgumentException wrong(String key, String value, String expected) {
    return new IllegalArgumentException(
        HouseConfig.PID + ": " + key + " is '" + value + "'; it must be " + expected);
  }
}
