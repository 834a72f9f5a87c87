package io.lamplighter.notices;

import io.lamplighter.api.notice.Carrier;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What is said to whom on which ways: the company's words and ways, and the carriers there are. */
@Component(service = Reach.class)
public final class Reach {
  private final Templates templates;
  private final Ways ways;
  private final Function<String, @Nullable Carrier> carriers;
  private final Runnable goodbye;

  @Activate
  public Reach(BundleContext context) {
    this(DataFolder.of(context).own("notices"), new Neighbours(context));
  }

  private Reach(Path own, Neighbours neighbours) {
    templates = Templates.load(own);
    ways = Ways.load(own);
    Map<String, Neighbour<Carrier>> byWay = new HashMap<>();
    for (String way : ways.all()) {
      byWay.put(way, neighbours.of(Carrier.class, "(" + Carrier.CHANNEL + "=" + way + ")"));
    }
    carriers =
        way -> {
          Neighbour<Carrier> carrier = byWay.get(way);
          return carrier == null || !carrier.isThere() ? null : carrier.atOnce();
        };
    goodbye = neighbours::close;
  }

  /**
   * @param own the folder of the company's own files
   * @param carriers by their ways
   */
  Reach(Path own, Map<String, Carrier> carriers) {
    templates = Templates.load(own);
    ways = Ways.load(own);
    this.carriers = carriers::get;
    goodbye = () -> {};
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  Templates templates() {
    return templates;
  }

  /** The ways in use to those who came on a channel, in their order. One that is away may be. */
  List<String> ways(String channel) {
    return ways.of(channel).stream().filter(this::isInUse).toList();
  }

  private boolean isInUse(String way) {
    Carrier carrier = carriers.apply(way);
    return carrier == null || carrier.isInUse();
  }

  /** Whether those who came on a channel are told of an event at all. */
  boolean tells(String event, String channel) {
    return templates.of(event, channel).isPresent() && !ways(channel).isEmpty();
  }

  /** Null while it is away. */
  @Nullable Carrier carrier(String way) {
    return carriers.apply(way);
  }

  /** The ways whose carriers are there. */
  Set<String> present() {
    return ways.all().stream()
        .filter(way -> carriers.apply(way) != null)
        .collect(Collectors.toSet());
  }
}
