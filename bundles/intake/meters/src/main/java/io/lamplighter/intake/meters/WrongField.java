package io.lamplighter.intake.meters;

import io.lamplighter.api.Text;
import io.lamplighter.kit.iec.Reply;
import java.util.Map;

/** What a sender of EndDeviceEvents is told of an event that was set aside: where and why. */
record WrongField(SetAside one, String field, Text why) {
  private record Cause(String field, Text why) {}

  private static final Map<String, Cause> CAUSES =
      Map.ofEntries(
          Map.entry("no-meter", cause("UsagePoint", "names no meter", "未给出电表")),
          Map.entry(
              "other-region", cause("UsagePoint", "lies in a region that is not yours", "不在贵方区域内")),
          Map.entry("bad-meter", cause("UsagePoint", "is no meter's number", "不是电表编号")),
          Map.entry("no-code", cause("EndDeviceEventType", "has no ref", "缺少 ref")),
          Map.entry(
              "unknown-code", cause("EndDeviceEventType", "is a code nobody knows", "未知的事件代码")),
          Map.entry("no-time", cause("createdDateTime", "is missing", "缺失")),
          Map.entry("bad-time", cause("createdDateTime", "is no time", "不是时间")),
          Map.entry("future", cause("createdDateTime", "lies in the future", "在未来")),
          Map.entry("too-old", cause("createdDateTime", "lies too far back", "过早")),
          Map.entry("bad-details", cause("EndDeviceEventDetails", "is too long", "过长")));

  private static Cause cause(String field, String en, String zh) {
    return new Cause(field, new Text(en, zh));
  }

  static WrongField of(SetAside one) {
    Cause cause = CAUSES.getOrDefault(one.cause(), cause("", one.cause(), one.cause()));
    return new WrongField(one, cause.field(), cause.why());
  }

  void tell(Reply reply) {
    String path = field.isEmpty() ? one.pointer() : one.pointer() + "/" + field;
    reply.failed(one.cause(), why, path, null);
  }
}
