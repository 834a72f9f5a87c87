package io.lamplighter.intake.meters;

import io.lamplighter.api.Text;
import io.lamplighter.api.iec.Reply;
import java.util.Map;

/** What a sender of EndDeviceEvents is told of an event that was set aside: where and why. */
record WrongField(SetAside one, String field, Text why) {
  private record Cause(String field, Text why) {}

  private static final Map<String, Cause> CAUSES =
      Map.of(
          "no-meter", cause("UsagePoint", "names no meter", "未给出电表"),
          "bad-meter", cause("UsagePoint", "is no meter's number", "不是电表编号"),
          "no-code", cause("EndDeviceEventType", "has no ref", "缺少 ref"),
          "unknown-code", cause("EndDeviceEventType", "is a code nobody knows", "未知的事件代码"),
          "no-time", cause("createdDateTime", "is missing", "缺失"),
          "bad-time", cause("createdDateTime", "is no time", "不是时间"),
          "future", cause("createdDateTime", "lies in the future", "在未来"),
          "too-old", cause("createdDateTime", "lies too far back", "过早"),
          "bad-details", cause("EndDeviceEventDetails", "is too long", "过长"));

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
