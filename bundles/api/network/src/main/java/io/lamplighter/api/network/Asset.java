package io.lamplighter.api.network;

import io.lamplighter.api.Location;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing of the network.
 *
 * @param id the PMS's identifier, CIM's mRID
 * @param parent what feeds it: a line's substation, a transformer's or switch's line, a service
 *     point's transformer
 * @param voltage nominal, in kV
 * @param capacity of a transformer, in kVA
 * @param normallyOpen of a switch
 * @param shape GeoJSON geometry, as the GIS knows it
 */
public record Asset(
    String id,
    Kind kind,
    @Nullable String name,
    @Nullable String parent,
    String region,
    @Nullable Double voltage,
    @Nullable Double capacity,
    @Nullable Boolean normallyOpen,
    @Nullable String address,
    @Nullable Location location,
    @Nullable String shape) {

  /** What sort of thing. */
  public enum Kind {
    /** 变电站 */
    SUBSTATION,
    /** 线路（馈线） */
    LINE,
    /** 变压器（台区） */
    TRANSFORMER,
    /** 开关 */
    SWITCH,
    /** 接入点 */
    SERVICE_POINT;

    /** As written outside: {@code service-point}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
