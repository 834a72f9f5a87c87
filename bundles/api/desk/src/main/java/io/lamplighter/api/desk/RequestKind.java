package io.lamplighter.api.desk;

import io.lamplighter.api.Refusal;
import java.util.Arrays;
import java.util.Locale;

/** Request kinds (业务类型). */
public enum RequestKind {
  /** 故障报修 */
  FAULT_REPAIR,
  /** 投诉 */
  COMPLAINT,
  /** 举报 */
  REPORT,
  /** 咨询/查询 */
  ENQUIRY,
  /** 意见建议 */
  OPINION,
  /** 业务办理 */
  SERVICE,
  /** 紧急 */
  EMERGENCY;

  /** As written outside: {@code fault-repair}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param pointer the field it stands in
   * @throws Refusal.Invalid when there is no such kind
   */
  public static RequestKind ofWire(String wire, String pointer) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire().equals(wire))
        .findAny()
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    pointer,
                    "must be one of fault-repair, complaint, report, enquiry, opinion, service, emergency",
                    "须为 fault-repair、complaint、report、enquiry、opinion、service、emergency 之一"));
  }
}
