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
  private final SmsChannel sms;
  private final MeterChannel meters;
  private volatile boolean texts;

  /**
   * @param mqtt the broker's address
   * @param smscPort where the demo's message centre listens
   * @param data the instance's directory
   */
  Channels(URI url, String mqtt, int smscPort, Path data, InstantSource time) {
    Http http = new Http(url);
    FirstUsers users = new FirstUsers(data);
    social = new SocialChannel(http, data, time);
    sms = new SmsChannel(smscPort, time);
    meters = new MeterChannel(mqtt, users, time);
    byName =
        Map.of(
            "web", new WebChannel(http, users),
            "call", new CallChannel(http, users),
            "hotline", new HotlineChannel(http, users),
            "social", social,
            "sms", sms);
  }

  /** Makes the demo's own partners known: the bridge and the message centre. */
  void open() throws IOException {
    social.register();
    sms.open();
  }

  /** Waits some seconds for the platform to come to the message centre; else nobody texts. */
  void awaitTexts() throws InterruptedException {
    texts = sms.awaitBound();
    if (!texts) {
      LOG.warn("The platform has not bound to the demo's message centre: texts come by web");
    }
  }

  /** How many texts were sent to people. */
  int textsSent() {
    return sms.sent();
  }

  void send(String run, Call call, Tally tally) throws InterruptedException {
    Call made = texts || !call.channel().equals("sms") ? call : call.by("web");
    Channel channel = Objects.requireNonNull(byName.get(made.channel()), made.channel());
    sender.send(channel, "demo-" + run + "-" + made.ref(), made, tally);
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
    try (sms) {
      social.close();
    } catch (IOException e) {
      LOG.warn("Something of the demo's stays", e);
    }
  }
}
