package io.lamplighter.notices;

import io.lamplighter.api.notice.Carrier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is said to whom on which ways: the company's words and ways, and the carriers there are. */
@Component(service = Reach.class)
public final class Reach {
  private final Templates templates;
  private final Ways ways;
  private final Map<String, Carrier> carriers;

  @Activate
  public Reach(
      @Reference(
              service = Carrier.class,
              cardinality = ReferenceCardinality.MULTIPLE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<Map.Entry<Map<String, Object>, Carrier>> carriers) {
    this(Templates.own(), byWay(carriers));
  }

  /**
   * @param own the folder of the company's own files
   * @param carriers by their ways
   */
  Reach(Path own, Map<String, Carrier> carriers) {
    templates = Templates.load(own);
    ways = Ways.load(own);
    this.carriers = carriers;
  }

  private static Map<String, Carrier> byWay(
      List<Map.Entry<Map<String, Object>, Carrier>> carriers) {
    Map<String, Carrier> byWay = new HashMap<>();
    for (Map.Entry<Map<String, Object>, Carrier> carrier : carriers) {
      byWay.put(String.valueOf(carrier.getKey().get(Carrier.CHANNEL)), carrier.getValue());
    }
    return byWay;
  }

  Templates templates() {
    return templates;
  }

  /** The ways in use to those who came on a channel, in their order. One that is away may be. */
  List<String> ways(String channel) {
    return ways.of(channel).stream()
        .filter(way -> !carriers.containsKey(way) || carriers.get(way).isInUse())
        .toList();
  }

  /** Whether those who came on a channel are told of an event at all. */
  boolean tells(String event, String channel) {
    return templates.of(event, channel).isPresent() && !ways(channel).isEmpty();
  }

  /** Null while it is away. */
  @Nullable Carrier carrier(String way) {
    return carriers.get(way);
  }

  /** The ways whose carriers are there. */
  Set<String> present() {
    return carriers.keySet();
  }
}
