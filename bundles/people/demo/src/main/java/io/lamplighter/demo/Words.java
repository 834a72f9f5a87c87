package io.lamplighter.demo;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Words the city and its callers are made of; nobody real is meant. */
final class Words {
  private static final String SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹";
  private static final String GIVEN = "明华建国秀英志强丽娟海燕文斌春梅晓东雪松玉兰永康家豪思远雨桐";
  private static final String FIRST = "东南西北上下新前后大小金银青白";
  private static final String SECOND = "桥溪山塘湖浦渡埠岭街湾池园泉林";
  private static final List<String> KINDS =
      List.of("hospital", "railway-station", "government", "waterworks", "school", "telecom");
  private static final Map<String, String> ZH =
      Map.of(
          "hospital", "医院",
          "railway-station", "车站",
          "government", "政务中心",
          "waterworks", "水厂",
          "school", "学校",
          "telecom", "通信机房");
  private static final List<String> COMMUNITIES = List.of("小区", "花园", "新村", "公寓");

  /** How callers tell of a light that went out. */
  static final List<String> OUTAGE =
      List.of(
          "整个单元停电了",
          "家里突然没电了，邻居家也没有",
          "小区一片漆黑，什么时候来电？",
          "刮大风之后就停电了，冰箱里的东西要坏了",
          "听到一声巨响，然后全楼停电",
          "楼下的电线杆倒了，没电",
          "Power is out in the whole building",
          "No electricity since the storm, please send somebody",
          "电梯停了，老人被困在楼上，停电了",
          "🔦 又停电了！！");

  /** What they ask for on any day. */
  static final List<String> ANY_DAY =
      List.of(
          "家里跳闸合不上了，麻烦来看一下",
          "电表好像不走了，请检查",
          "想咨询一下这个月的电费怎么算的",
          "申请家里增容，要装充电桩",
          "投诉：上次约好的师傅没有来",
          "路灯杆旁边电线很低，有安全隐患",
          "How do I pay my bill online?",
          "建议营业厅周末也开门",
          "举报有人私拉电线",
          "灯一闪一闪的，电压不稳");

  private Words() {}

  static String name(Random random) {
    StringBuilder name = new StringBuilder().append(one(SURNAMES, random));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      name.append(one(GIVEN, random));
    }
    return name.toString();
  }

  /** A place name; different for the first 225 indexes. */
  static String place(int index) {
    return ""
        + FIRST.charAt(index % FIRST.length())
        + SECOND.charAt((index / FIRST.length() + index) % SECOND.length());
  }

  /** A community's name; different for the first 900 indexes. */
  static String community(int index) {
    return place(index % 225) + COMMUNITIES.get(index / 225 % COMMUNITIES.size());
  }

  static String importantKind(Random random) {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  static String zh(String importantKind) {
    return ZH.getOrDefault(importantKind, importantKind);
  }

  private static char one(String of, Random random) {
    return of.charAt(random.nextInt(of.length()));
  }
}
