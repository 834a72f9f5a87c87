/** How far it is by road, and how long one drives: great circles with a detour, as the planner has them. */
record Ways(double speedKmh, double detour) {
  private static final double EARTH_KM = 6_371.0088;

  double km(CityDay.Place one, CityDay.Place other) {
    double lat = Math.toRadians(other.lat() - one.lat()) / 2;
    double lon = Math.toRadians(other.lon() - one.lon()) / 2;
    double cosines = Math.cos(Math.toRadians(one.lat())) * Math.cos(Math.toRadians(other.lat()));
    double h = Math.pow(Math.sin(lat), 2) + cosines * Math.pow(Math.sin(lon), 2);
    return 2 * EARTH_KM * detour * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  double minutes(CityDay.Place one, CityDay.Place other) {
    return km(one, other) / speedKmh * 60;
  }
}
