package io.lamplighter.broker.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who publishes faster than the platform takes it has to wait, but is heard now and then. */
@NullUnmarked
class BackpressureTest {
  private boolean behind = true;
  private final EmbeddedChannel concentrator = new EmbeddedChannel(new Backpressure(() -> behind));

  BackpressureTest() {
    concentrator.freezeTime();
  }

  private static MqttMessage event() {
    return MqttMessageBuilders.publish()
        .topicName("meters/33/c1/events")
        .qos(MqttQoS.AT_LEAST_ONCE)
        .messageId(1)
        .payload(Unpooled.EMPTY_BUFFER)
        .build();
  }

  private boolean isRead() {
    return concentrator.config().isAutoRead();
  }

  private void pass(long millis) {
    for (long i = 0; i < millis; i++) {
      concentrator.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      concentrator.runPendingTasks();
    }
  }

  @Test
  void whoPublishesWaitsUntilThePlatformHasCaughtUp() {
    concentrator.writeInbound(event(), event());
    assertEquals(2, concentrator.inboundMessages().size(), "what was read is taken in");
    assertFalse(isRead());
    pass(100);
    assertFalse(isRead());
    behind = false;
    pass(5);
    assertTrue(isRead());
    concentrator.writeInbound(event());
    assertTrue(isRead());
  }

  @Test
  void whoeverWaitsIsHeardOnceASecond() {
    concentrator.writeInbound(event());
    pass(1_000);
    assertTrue(isRead());
    concentrator.writeInbound(MqttMessage.PINGREQ);
    assertTrue(isRead(), "a keep-alive costs nothing");
    concentrator.writeInbound(event());
    assertFalse(isRead());
  }
}
