import java.util.HashMap;
import java.util.Map;

/** What a day came to: which order was begun when, and how far all crews drove. */
final class Outcome {
  private final Map<Integer, Double> begun = new HashMap<>();
  private double km;
  private double overtime;
  private double worked;

  void drove(double more) {
    km += more;
  }

  void began(CityDay.Order order, double start) {
    begun.put(order.no(), start);
  }

  /**
   * @param minutes at a customer's
   */
  void worked(double minutes) {
    worked += minutes;
  }

  /** Minutes at customers' of all crews together. */
  double worked() {
    return worked;
  }

  void cameHome(double at) {
    overtime += Math.max(0, at - CityDay.SHIFT_TO);
  }

  /** Minutes of all crews together. */
  double overtime() {
    return overtime;
  }

  double km() {
    return km;
  }

  int jobs() {
    return begun.size();
  }

  boolean isDone(CityDay.Order order) {
    return begun.containsKey(order.no());
  }

  /** Of what the day before was asked for and has been begun, how much when the customer wished. */
  double liked(CityDay day) {
    long asked = day.orders().stream().filter(one -> one.asked() < 0 && isDone(one)).count();
    long liked =
        day.orders().stream()
            .filter(one -> one.asked() < 0 && isDone(one) && one.isLiked(begun.get(one.no())))
            .count();
    return asked == 0 ? 0 : (double) liked / asked;
  }

  /** Minutes from an emergency's call to the crew's beginning, in the middle; NaN without any. */
  double emergencies(CityDay day) {
    double[] waits =
        day.orders().stream()
            .filter(one -> one.isEmergency() && isDone(one))
            .mapToDouble(one -> begun.get(one.no()) - one.asked())
            .sorted()
            .toArray();
    return waits.length == 0 ? Double.NaN : waits[waits.length / 2];
  }
}
