package io.lamplighter.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every way in that the story uses, each with its own client's credentials. */
final class Channels implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final int ATTEMPTS = 20;
  private static final long REST_MILLIS = 1_000;

  private final Sender sender = new Sender(Sender.LIFE);
  private final Map<String, Channel> byName;
  private final SocialChannel social;
  private final MeterChannel meters;

  /**
   * @param mqtt the broker's address
   * @param data the instance's directory
   */
  Channels(URI url, String mqtt, Path data, InstantSource time) {
    Http http = new Http(url);
    FirstUsers users = new FirstUsers(data);
    social = new SocialChannel(http, data, time);
    meters = new MeterChannel(mqtt, users, time);
    byName =
        Map.of(
            "web", new WebChannel(http, users),
            "call", new CallChannel(http, users),
            "hotline", new HotlineChannel(http, users),
            "social", social);
  }

  void open() throws IOException {
    social.register();
  }

  void send(String run, Call call, Tally tally) throws InterruptedException {
    Channel channel = Objects.requireNonNull(byName.get(call.channel()), call.channel());
    sender.send(channel, "demo-" + run + "-" + call.ref(), call, tally);
  }

  /**
   * A concentrator's message, again until it is acknowledged.
   *
   * @param code of the event of all its meters
   */
  void tell(String run, Outage outage, String code, Tally tally) throws InterruptedException {
    String id = "demo-" + run + "-" + outage.meters().get(0) + "-" + code;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        meters.tell(id, outage, code);
        tally.meterEvents.addAndGet(outage.meters().size());
        return;
      } catch (IOException e) {
        LOG.debug("{} is sent again", id, e);
        Thread.sleep(REST_MILLIS);
      }
    }
    LOG.warn("{} was given up after {} attempts", id, ATTEMPTS);
  }

  @Override
  public void close() {
    meters.close();
    try {
      social.close();
    } catch (IOException e) {
      LOG.warn("The demo's bridge stays", e);
    }
  }
}
