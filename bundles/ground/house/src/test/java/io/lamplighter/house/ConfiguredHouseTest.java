package io.lamplighter.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.House.Context;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One configuration, checked before anybody is told; only the context changes while it stands. */
class ConfiguredHouseTest {
  @Test
  void itSaysWhatIsConfigured() {
    ConfiguredHouse house = house(config("TRAINING", "Asia/Urumqi", "65", "n2"));
    assertEquals(ZoneId.of("Asia/Urumqi"), house.zone());
    assertEquals("65", house.region());
    assertEquals(Context.TRAINING, house.context());
    assertEquals("n2", house.node());
    assertEquals("1.2.3", house.version());
    assertEquals("machine", house(config("PRODUCTION", "Asia/Shanghai", "33", " ")).node());
  }

  @Test
  void nothingLeavesButInProduction() {
    assertNull(in("PRODUCTION").withholding());
    assertEquals("training", in("TRAINING").withholding());
    assertEquals("testing", in("TESTING").withholding());
  }

  @Test
  void whatIsWrongIsNamedAndThereIsNoHouse() {
    assertEquals(
        "io.lamplighter.house: context is 'training'; it must be PRODUCTION, TESTING or TRAINING",
        mistake(config("training", "Asia/Shanghai", "33", "")));
    assertEquals(
        "io.lamplighter.house: zone is 'Beijing'; it must be a time zone as in Asia/Shanghai",
        mistake(config("PRODUCTION", "Beijing", "33", "")));
    assertEquals(
        "io.lamplighter.house: region is 'ZJ'; it must be a code of GB/T 2260",
        mistake(config("PRODUCTION", "Asia/Shanghai", "ZJ", "")));
    assertEquals(
        "io.lamplighter.house: region is ''; it must be a code of GB/T 2260",
        mistake(config("PRODUCTION", "Asia/Shanghai", " ", "")));
    assertEquals(
        "io.lamplighter.house: node is 'a b'; it must be a name of letters, digits, dots and dashes",
        mistake(config("PRODUCTION", "Asia/Shanghai", "33", "a b")));
  }

  private static String mistake(HouseConfig config) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> house(config)).getMessage());
  }

  @Test
  void onlyTheContextChangesWhileItStands() {
    ConfiguredHouse house = in("PRODUCTION");
    house.change(config("TRAINING", "Asia/Urumqi", "65", "n9"));
    assertEquals(Context.TRAINING, house.context());
    assertEquals(ZoneId.of("Asia/Shanghai"), house.zone());
    assertEquals("33", house.region());
    assertEquals("n1", house.node());
  }

  @Test
  void aMistakeChangesNothing() {
    ConfiguredHouse house = in("TRAINING");
    house.change(config("PRODUCTION", "Beijing", "33", "n1"));
    assertEquals(Context.TRAINING, house.context());
    house.change(config("OFF", "Asia/Shanghai", "33", "n1"));
    assertEquals(Context.TRAINING, house.context());
  }

  private static ConfiguredHouse in(String context) {
    return house(config(context, "Asia/Shanghai", "33", "n1"));
  }

  private static ConfiguredHouse house(HouseConfig config) {
    return new ConfiguredHouse("1.2.3", "machine", config);
  }

  private static HouseConfig config(String context, String zone, String region, String node) {
    Map<String, String> keys =
        Map.of("context", context, "zone", zone, "region", region, "node", node);
    return (HouseConfig)
        Proxy.newProxyInstance(
            HouseConfig.class.getClassLoader(),
            new Class<?>[] {HouseConfig.class},
            (proxy, method, arguments) -> keys.get(method.getName()));
  }
}
