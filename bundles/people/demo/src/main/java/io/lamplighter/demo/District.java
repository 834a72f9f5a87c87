package io.lamplighter.demo;

import io.lamplighter.api.Location;

/** Districts of Shaoxing (GB/T 2260) and their share of the city's lines in percent. */
enum District {
  YUECHENG("330602", "越城区", 120.582, 30.010, 40),
  KEQIAO("330603", "柯桥区", 120.493, 30.082, 20),
  SHANGYU("330604", "上虞区", 120.868, 30.033, 15),
  XINCHANG("330624", "新昌县", 120.904, 29.500, 5),
  ZHUJI("330681", "诸暨市", 120.236, 29.714, 15),
  SHENGZHOU("330683", "嵊州市", 120.831, 29.562, 5);

  private final String code;
  private final String zh;
  private final Location center;
  private final int percent;

  District(String code, String zh, double lon, double lat, int percent) {
    this.code = code;
    this.zh = zh;
    this.center = new Location(lon, lat);
    this.percent = percent;
  }

  String code() {
    return code;
  }

  String zh() {
    return zh;
  }

  Location center() {
    return center;
  }

  /** Where line {@code index} of {@code count} lies. */
  static District ofLine(int index, int count) {
    int upTo = 0;
    for (District district : values()) {
      upTo += district.percent;
      if (index * 100 < upTo * count) {
        return district;
      }
    }
    return SHENGZHOU;
  }
}
