package io.lamplighter.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.finds.Finder;
import io.lamplighter.kit.finds.Finds;
import io.lamplighter.kit.finds.Gazetteer;
import io.lamplighter.kit.personal.Keys;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The city's addresses in many ways of writing lead to the right customer or cell. What is right
 * stands in the city's own table; how it is matched is what the customers do: one customer whose
 * address is the same letter for letter.
 */
class AddressesTest {
  private static final double RIGHT = 0.95;
  private static final double WRONG = 0.005;
  private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");
  private static final Pattern HOUSE =
      Pattern.compile("绍兴市(.+?[区县市])(.+?(?:小区|花园|新村|公寓))(\\d+)(?:幢(\\d)单元(\\d+)室|号(.+))");
  private static final String FIGURES = "零一二三四五六七八九";

  /** {d} district, {p} place, {b} building, {u} unit, {r} room; the same in Chinese by capitals. */
  private static final List<String> WAYS =
      List.of(
          "绍兴市{d}{p}{b}幢{u}单元{r}室没电了",
          "你好，我家在{p}{b}号楼{u}单元{r}，从昨晚8点停电到现在",
          "{d}{p}{B}栋{U}单元{R}，家里没电",
          "{p}{b}-{u}-{r} 停电，电话13900001234",
          "地址：{d} {p} {b}幢 {u}单元 {r}室。整个单元都没电，有老人",
          "停电两个小时了！{p}{b}#{u}-{r}",
          "浙江省绍兴市{d}{p}{b}幢{u}单元{r}房跳闸合不上",
          "师傅，{p}第{b}幢{u}单元{r}，麻烦快点",
          "{p}内{b}座{u}门{r}号停电",
          "{d}的{p}，{b}幢，{u}单元，{r}室，灯不亮");

  private static final List<String> FREE =
      List.of(
          "{p}停电了",
          "我们{p}一片漆黑，什么时候来电",
          "{d}{p}{b}幢整栋没电",
          "昨天{p}就停过一次，今天{b}幢{u}单元又停，{r}住着老人",
          "请问{d}{p}今天计划停电吗",
          "{p}{b}幢{r}，电表不走字",
          "{d}{p}门口电线杆倒了");

  /** None of the city: {q} is a place's name without what sort it is. */
  private static final List<String> ELSEWHERE =
      List.of(
          "宁波市{p}{b}幢{u}单元{r}停电",
          "杭州{p}没电",
          "义乌市{p}{b}幢{u}单元{r}室",
          "{q}家园{b}幢{u}单元{r}没电",
          "{q}路{b}号，停电了",
          "{q}停电了",
          "{q}大厦{b}楼");

  private final City city = City.of(20261122, 36);
  private final Finder finder = Finder.load(null, ZoneId.of("Asia/Shanghai"));
  private final Gazetteer names = finder.gazetteer(written());
  private final Map<String, List<City.Resident>> byAddress = new HashMap<>();
  private final Map<String, String> cellOf = new HashMap<>();

  AddressesTest() {
    for (City.Resident one : city.residents()) {
      byAddress.computeIfAbsent(Keys.address(one.address()), a -> new ArrayList<>()).add(one);
      cellOf.put(one.transformer().code(), one.transformer().cell());
    }
  }

  /** As the customers tell it. */
  private List<Gazetteer.Written> written() {
    Map<String, Set<String>> transformers = new HashMap<>();
    Map<String, String> regions = new HashMap<>();
    for (City.Resident one : city.residents()) {
      String written = one.address().replaceAll("[0-9]+", "{}") + "\t" + one.region();
      transformers.computeIfAbsent(written, w -> new HashSet<>()).add(one.transformer().code());
      regions.put(written, one.region());
    }
    List<Gazetteer.Written> all = new ArrayList<>();
    transformers.forEach(
        (key, some) ->
            all.add(
                new Gazetteer.Written(
                    key.substring(0, key.indexOf('\t')),
                    Objects.requireNonNull(regions.get(key)),
                    some.size() == 1 ? some.iterator().next() : null)));
    return all;
  }

  private record Tally(int[] counts) {
    Tally() {
      this(new int[4]);
    }

    void add(Verdict verdict) {
      counts[verdict.ordinal()]++;
    }

    double share(Verdict... some) {
      int sum = 0;
      for (Verdict one : some) {
        sum += counts[one.ordinal()];
      }
      int all = 0;
      for (int count : counts) {
        all += count;
      }
      return (double) sum / all;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "right customer %.2f %%, right cell %.2f %%, nothing %.2f %%, wrong %.2f %%",
          share(Verdict.CUSTOMER) * 100,
          share(Verdict.CELL) * 100,
          share(Verdict.NOTHING) * 100,
          share(Verdict.WRONG) * 100);
    }
  }

  private enum Verdict {
    CUSTOMER,
    CELL,
    NOTHING,
    WRONG
  }

  private Verdict verdict(City.Resident resident, String text) {
    Finds found = finder.find(text, null, names, "3306", NOW);
    City.Resident customer = customer(found);
    if (customer != null) {
      return customer.equals(resident) ? Verdict.CUSTOMER : Verdict.WRONG;
    }
    String transformer = found.transformer();
    if (transformer == null) {
      return Verdict.NOTHING;
    }
    return resident.transformer().cell().equals(cellOf.get(transformer))
        ? Verdict.CELL
        : Verdict.WRONG;
  }

  private City.@Nullable Resident customer(Finds found) {
    String address = found.address();
    List<City.Resident> all =
        address == null ? List.of() : byAddress.getOrDefault(Keys.address(address), List.of());
    return all.size() == 1 ? all.get(0) : null;
  }

  private static String chinese(String number) {
    StringBuilder written = new StringBuilder();
    number.chars().forEach(c -> written.append(FIGURES.charAt(c - '0')));
    return written.toString();
  }

  private static @Nullable String written(City.Resident resident, String way) {
    Matcher house = HOUSE.matcher(resident.address());
    if (!house.matches()) {
      throw new IllegalStateException(resident.address());
    }
    if (house.group(4) == null) {
      return null;
    }
    return way.replace("{d}", house.group(1))
        .replace("{q}", house.group(2).substring(0, 2))
        .replace("{p}", house.group(2))
        .replace("{b}", house.group(3))
        .replace("{u}", house.group(4))
        .replace("{r}", house.group(5))
        .replace("{B}", chinese(house.group(3)))
        .replace("{U}", chinese(house.group(4)))
        .replace("{R}", chinese(house.group(5)));
  }

  private Tally tally(List<String> ways, int each) {
    Tally all = new Tally();
    Random random = new Random(19);
    for (String way : ways) {
      Tally one = new Tally();
      for (int i = 0; i < each; i++) {
        City.Resident resident = city.residents().get(random.nextInt(city.residents().size()));
        String text = written(resident, way);
        if (text != null) {
          Verdict verdict = verdict(resident, text);
          one.add(verdict);
          all.add(verdict);
        }
      }
      System.out.println("Addresses: " + way + ": " + one);
    }
    return all;
  }

  @Test
  void tenWaysOfWritingLeadToTheRightCustomer() {
    Tally all = tally(WAYS, 400);
    System.out.println("Addresses, ten ways: " + all);
    assertTrue(all.share(Verdict.CUSTOMER, Verdict.CELL) >= RIGHT, all.toString());
    assertTrue(all.share(Verdict.WRONG) <= WRONG, all.toString());
  }

  @Test
  void whatIsSaidFreelyLeadsToTheRightCell() {
    Tally all = tally(FREE, 400);
    System.out.println("Addresses, said freely: " + all);
    assertTrue(all.share(Verdict.CUSTOMER, Verdict.CELL) >= RIGHT, all.toString());
    assertTrue(all.share(Verdict.WRONG) <= WRONG, all.toString());
  }

  @Test
  void placesOfElsewhereAreNotTakenForOurs() {
    int named = 0;
    int all = 0;
    for (City.Resident resident : city.residents().subList(0, 2000)) {
      for (String way : ELSEWHERE) {
        String text = written(resident, way);
        if (text != null) {
          Finds found = finder.find(text, null, names, "3306", NOW);
          named += found.transformer() != null || customer(found) != null ? 1 : 0;
          all++;
        }
      }
    }
    System.out.println("Addresses of elsewhere: " + named + " of " + all + " taken for ours");
    assertTrue(named <= WRONG * all, "taken for ours: " + named);
  }
}
