package io.lamplighter.broker.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.Test;

/** How long a session may last that its client wants to last for ever. */
class BoundedSessionTest {
  private static final int EXPIRY = MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();
  private static final int FOR_EVER = 0xFFFF_FFFF;
  private final EmbeddedChannel channel = new EmbeddedChannel(new BoundedSession("own", 100));

  @Test
  void asItComes() {
    assertEquals(100, connected("c1", FOR_EVER));
    assertEquals(100, connected("c1", 101));
    assertEquals(99, connected("c1", 99));
    assertEquals(FOR_EVER, connected("own", FOR_EVER));
  }

  /** A client may say so with its last packet, too. */
  @Test
  void andAsItGoes() {
    connected("c1", 10);
    assertEquals(100, disconnected(FOR_EVER));
    connected("own", 10);
    assertEquals(FOR_EVER, disconnected(FOR_EVER));
  }

  private int connected(String user, int expiry) {
    channel.writeInbound(
        MqttMessageBuilders.connect()
            .protocolVersion(MqttVersion.MQTT_5)
            .clientId("x")
            .username(user)
            .properties(expiring(expiry))
            .build());
    MqttConnectMessage connect = channel.readInbound();
    return expiry(connect.variableHeader().properties());
  }

  private int disconnected(int expiry) {
    channel.writeInbound(
        new MqttMessage(
            new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttReasonCodeAndPropertiesVariableHeader((byte) 0, expiring(expiry))));
    MqttMessage message = channel.readInbound();
    var header = (MqttReasonCodeAndPropertiesVariableHeader) message.variableHeader();
    return expiry(header.properties());
  }

  private static MqttProperties expiring(int seconds) {
    MqttProperties properties = new MqttProperties();
    properties.add(new IntegerProperty(EXPIRY, seconds));
    return properties;
  }

  private static int expiry(MqttProperties properties) {
    return ((IntegerProperty) properties.getProperty(EXPIRY)).value();
  }
}
