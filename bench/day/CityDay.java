import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The demo city's busiest day, the same for the same seed: its six districts at their real size,
 * each with a station; half of the customers in the seat, half in eight towns. Times are minutes
 * after midnight; what was asked for on the day before is negative.
 *
 * @param ill crews that fall ill during the day
 */
record CityDay(List<Crew> crews, List<Order> orders, List<Illness> ill) {
  static final double SHIFT_FROM = 480;
  static final double SHIFT_TO = 1050;
  static final double REST_FROM = 720;
  static final double REST = 60;
  static final double WORKING = SHIFT_TO - SHIFT_FROM - REST;
  static final double[][] SLOTS = {{510, 630}, {630, 750}, {810, 930}, {930, 1050}};

  private static final int REPAIRS = 58;
  private static final int BOOKED = 320;
  private static final int EMERGENCIES = 20;
  private static final int TOWNS = 8;
  private static final double KM_A_DEGREE = 111.2;

  /** A district of Shaoxing (GB/T 2260), its share of the city's lines in percent, its area. */
  private enum District {
    YUECHENG("330602", "越城区", "urban", 120.582, 30.010, 40, 498),
    KEQIAO("330603", "柯桥区", "urban", 120.493, 30.082, 20, 1041),
    SHANGYU("330604", "上虞区", "rural", 120.868, 30.033, 15, 1403),
    XINCHANG("330624", "新昌县", "remote", 120.904, 29.500, 5, 1213),
    ZHUJI("330681", "诸暨市", "rural", 120.236, 29.714, 15, 2311),
    SHENGZHOU("330683", "嵊州市", "rural", 120.831, 29.562, 5, 1790);

    private final String code;
    private final String zh;
    private final String area;
    private final Place seat;
    private final int percent;
    private final double radiusKm;

    District(
        String code, String zh, String area, double lon, double lat, int percent, double km2) {
      this.code = code;
      this.zh = zh;
      this.area = area;
      this.seat = new Place(lon, lat);
      this.percent = percent;
      this.radiusKm = Math.sqrt(km2 / Math.PI);
    }

    String station() {
      return code + "-S1";
    }
  }

  record Place(double lon, double lat) {
    Place apart(double eastKm, double northKm) {
      double east = eastKm / KM_A_DEGREE / Math.cos(Math.toRadians(lat));
      return new Place(round(lon + east), round(lat + northKm / KM_A_DEGREE));
    }

    private static double round(double degrees) {
      return Math.round(degrees * 1e6) / 1e6;
    }
  }

  /** A crew of two. */
  record Crew(
      String code, String name, String station, String region, Place home, Set<String> skills) {
    String login(int member) {
      return "bench-" + code.toLowerCase(Locale.ROOT) + "-" + member;
    }
  }

  /**
   * @param kind of the request: service, fault-repair or emergency
   * @param slot that the customer would like, -1 when any time of the day will do
   * @param luck how long it takes in truth, times what is thought
   */
  record Order(
      int no,
      String kind,
      String station,
      String region,
      String address,
      Place at,
      double asked,
      int slot,
      double luck) {
    boolean isEmergency() {
      return kind.equals("emergency");
    }

    /** Whether a beginning then is as the customer would like it. */
    boolean isLiked(double start) {
      return slot < 0 || start >= SLOTS[slot][0] && start <= SLOTS[slot][1];
    }
  }

  record Illness(String crew, double at) {}

  static CityDay of(long seed, int crewCount) {
    return new Maker(new Random(seed)).make(crewCount);
  }

  static Set<String> stations() {
    Set<String> all = new java.util.TreeSet<>();
    for (District one : District.values()) {
      all.add(one.station());
    }
    return all;
  }

  /** The organisation as it comes in; a cell a district. */
  static String units() {
    StringBuilder csv = new StringBuilder("code,name,level,parent,region,areaType\n");
    csv.append("3306,绍兴供电公司,city,,3306,\n");
    for (District one : District.values()) {
      csv.append(String.join(",", one.code, one.zh + "供电分公司", "county", "3306", one.code, "\n"));
      csv.append(String.join(",", one.station(), one.zh + "供电所", "station", one.code, one.code, "\n"));
      String cell = one.code + "-G01";
      csv.append(String.join(",", cell, one.zh + "网格", "cell", one.station(), one.code, one.area));
      csv.append('\n');
    }
    return csv.toString();
  }

  static String rules() {
    StringBuilder csv = new StringBuilder("cell,by,value\n");
    for (District one : District.values()) {
      csv.append(one.code).append("-G01,address,绍兴市").append(one.zh).append('\n');
    }
    return csv.toString();
  }

  private static final class Maker {
    private final Random random;
    private final List<Crew> crews = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<List<Place>> towns = new ArrayList<>();

    Maker(Random random) {
      this.random = random;
    }

    CityDay make(int crewCount) {
      for (District one : District.values()) {
        towns.add(towns(one));
        int count = (int) Math.max(1, Math.round(crewCount * one.percent / 100.0));
        for (int i = 0; i < count; i++) {
          crews.add(crew(one, i));
        }
      }
      for (int i = 0; i < BOOKED; i++) {
        add("service", -960 + 720 * random.nextDouble(), random.nextInt(2) == 0 ? -1 : slot());
      }
      for (int i = 0; i < REPAIRS; i++) {
        add("fault-repair", SHIFT_FROM + 450 * random.nextDouble(), -1);
      }
      for (int i = 0; i < EMERGENCIES; i++) {
        add("emergency", SHIFT_FROM + 30 + 420 * random.nextDouble(), -1);
      }
      orders.sort(Comparator.comparingDouble(Order::asked));
      List<Crew> many =
          crews.stream().filter(crew -> crew.station().equals(District.YUECHENG.station())).toList();
      int first = random.nextInt(many.size());
      int second = (first + 1 + random.nextInt(many.size() - 1)) % many.size();
      return new CityDay(
          List.copyOf(crews),
          List.copyOf(orders),
          List.of(
              new Illness(many.get(first).code(), 560 + random.nextInt(60)),
              new Illness(many.get(second).code(), 660 + random.nextInt(60))));
    }

    private List<Place> towns(District district) {
      List<Place> all = new ArrayList<>();
      for (int i = 0; i < TOWNS; i++) {
        double far = district.radiusKm * Math.sqrt(random.nextDouble());
        double angle = 2 * Math.PI * random.nextDouble();
        all.add(district.seat.apart(far * Math.cos(angle), far * Math.sin(angle)));
      }
      return all;
    }

    /** One in four does faults only, one in four customers' work only. */
    private Crew crew(District district, int i) {
      Set<String> skills =
          switch (i % 4) {
            case 2 -> Set.of("repair");
            case 3 -> Set.of("survey", "meter");
            default -> Set.of("repair", "survey", "meter");
          };
      String code = String.format(Locale.ROOT, "%s-C%02d", district.code, i + 1);
      return new Crew(
          code, district.zh + (i + 1) + "班", district.station(), district.code, district.seat, skills);
    }

    private int slot() {
      return random.nextInt(SLOTS.length);
    }

    private void add(String kind, double asked, int slot) {
      int percent = random.nextInt(100);
      int index = 0;
      for (int upTo = District.values()[0].percent; percent >= upTo; ) {
        upTo += District.values()[++index].percent;
      }
      District district = District.values()[index];
      int no = orders.size() + 1;
      boolean inSeat = random.nextBoolean();
      Place middle = inSeat ? district.seat : towns.get(index).get(random.nextInt(TOWNS));
      double spreadKm = inSeat ? 3 : 1;
      Place at =
          middle.apart(spreadKm * random.nextGaussian(), spreadKm * random.nextGaussian());
      String address = "绍兴市" + district.zh + "调度路" + no + "号";
      double luck = 0.7 + 0.6 * random.nextDouble();
      orders.add(
          new Order(no, kind, district.station(), district.code, address, at, asked, slot, luck));
    }
  }
}
