package io.lamplighter.kit.finds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts name, in many ways of writing; and whatever else may come. */
class FinderTest {
  private static final Finder FINDER = Finder.load(null, ZoneId.of("Asia/Shanghai"));
  private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

  private static final Gazetteer NAMES =
      FINDER.gazetteer(
          List.of(
              written("绍兴市越城区东桥小区{}幢{}单元{}室", "330602", "T1"),
              written("绍兴市越城区东桥小区{}号医院", "330602", "T1"),
              written("绍兴市柯桥区东桥花园{}幢{}单元{}室", "330603", "T2"),
              written("绍兴市越城区南山新村{}幢{}室", "330602", "T3"),
              written("绍兴市柯桥区南山新村{}幢{}室", "330603", "T4"),
              written("绍兴市上虞区丰惠镇王家村{}号", "330604", "T5"),
              written("绍兴市越城区人民路{}弄{}号", "330602", null),
              written("绍兴市诸暨市暨阳街道西湖花苑A座{}-{}", "330681", "T7")));

  private static Gazetteer.Written written(
      String written, String region, @Nullable String transformer) {
    return new Gazetteer.Written(written, region, transformer);
  }

  private static Finds in(String text) {
    return FINDER.find(text, null, NAMES, "3306", NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "绍兴市越城区东桥小区3幢1单元401室停电了|绍兴市越城区东桥小区3幢1单元401室",
        "东桥小区3号楼1单元401没电|绍兴市越城区东桥小区3幢1单元401室",
        "我住东桥小区三栋一单元四零一|绍兴市越城区东桥小区3幢1单元401室",
        "东桥小区3-1-401停电|绍兴市越城区东桥小区3幢1单元401室",
        "東橋小區３幢１單元４０１室|绍兴市越城区东桥小区3幢1单元401室",
        "越城东桥小区 3#1-401|绍兴市越城区东桥小区3幢1单元401室",
        "越城区东桥3幢1单元401|绍兴市越城区东桥小区3幢1单元401室",
        "东桥小区3号1单元4楼01室|绍兴市越城区东桥小区3幢1单元401室",
        "东桥小区5号医院停电|绍兴市越城区东桥小区5号医院",
        "东桥小区3幢，1单元，401室，20分钟前停的|绍兴市越城区东桥小区3幢1单元401室",
        "柯桥区南山新村12幢十二室|绍兴市柯桥区南山新村12幢12室",
        "丰惠镇王家村12号没电|绍兴市上虞区丰惠镇王家村12号",
        "王家村十二号|绍兴市上虞区丰惠镇王家村12号",
        "人民路12弄3号断电|绍兴市越城区人民路12弄3号",
        "西湖花苑A座3-401|绍兴市诸暨市暨阳街道西湖花苑A座3-401"
      })
  void aHouseIsKnownHoweverItIsWritten(String text, String address) {
    Finds found = in(text);
    assertEquals(address, found.address());
    assertTrue(found.isWhole(), "to the last number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "东桥小区停电了，什么时候来|绍兴市越城区东桥小区|T1",
        "东桥小区3幢整栋没电|绍兴市越城区东桥小区3幢|T1",
        "东桥小区3幢401|绍兴市越城区东桥小区3幢|T1",
        "东桥小区停电5分钟了|绍兴市越城区东桥小区|T1",
        "东桥小区2户没电|绍兴市越城区东桥小区|T1",
        "越城区南山新村没电|绍兴市越城区南山新村|T3"
      })
  void aPlaceIsKnownAsFarAsItIsNamed(String text, String address, String transformer) {
    Finds found = in(text);
    assertEquals(address, found.address());
    assertEquals(transformer, found.transformer());
    assertFalse(found.isWhole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "南山新村3幢401室", // in two districts
        "东桥停电了", // an estate and a garden
        "嵊州市东桥小区3幢1单元401室", // another one of that name
        "杭州市东桥小区停电",
        "从东桥小区3幢1单元401室搬到王家村12号", // two
        "电费怎么查"
      })
  void ratherNoneThanAnotherOne(String text) {
    assertNull(in(text).transformer());
    assertFalse(in(text).isWhole());
  }

  @Test
  void whatNobodyKnowsIsFoundByHowAddressesAreMade() {
    assertEquals("胜利路88号2幢", in("您好，我家在胜利路88号2幢，没电了").address());
    assertEquals("杭州市西湖区文三路12号", in("地址杭州市西湖区文三路12号停电").address());
    assertNull(in("一路上都没电，2个人").address());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "户号3306010000001，欠费停电|3306010000001||",
        "戶號：３３０６０１００００００１|3306010000001||",
        "我的户号是 3306 0100 0000 1|3306010000001||",
        "3306010000001停电|3306010000001||",
        "电表号 A0012345678 不走字|||A0012345678",
        "请打13900001234|||",
        "my account number is 3306010000001, phone 0575-88001234|3306010000001|+8657588001234|"
      })
  void numbersAreToldApart(
      String text, @Nullable String customer, @Nullable String phone, @Nullable String meter) {
    Finds found = in(text);
    assertEquals(customer, found.customerNo());
    assertEquals(meter, found.meter());
    if (phone != null) {
      assertEquals(phone, found.phone());
    }
  }

  @Test
  void allThatIsSaidIsFound() {
    Finds found = in("东桥小区3幢1单元401，昨晚8点起整栋没电，老人靠呼吸机，电话139 0000 1234");
    assertEquals("+8613900001234", found.phone());
    assertEquals(Instant.parse("2026-11-30T12:00:00Z"), found.since());
    assertEquals(Set.of("building"), found.extent());
    assertEquals(Set.of("elderly", "life-support"), found.inDanger());
  }

  @Test
  void anAddressThatWasGivenIsReadAndNotTheText() {
    Finds found = FINDER.find("王家村12号也没电", "东桥小区3-1-401", NAMES, null, NOW);
    assertEquals("绍兴市越城区东桥小区3幢1单元401室", found.address());
    assertNull(FINDER.find("东桥小区", "无名路3号", NAMES, null, NOW).address());
  }

  /** Every text has an answer, soon. */
  @Test
  void noTextTakesLong() {
    Random random = new Random(1);
    String some = "东桥小区3幢1单元401室0123456789-#号幢单元室路村点半昨晚从停电户号没有人，。 ";
    long begin = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(4000); c > 0; c--) {
        text.append(some.charAt(random.nextInt(some.length())));
      }
      in(text.toString());
    }
    for (String one :
        List.of("东桥", "路", "1", "一", "昨晚", "户号", "1 ", "a", "从", "３", "-1", "没有", "电梯")) {
      in(one.repeat(4000 / one.length()));
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 10);
    assertEquals(Finds.NONE, in(""));
  }
}
