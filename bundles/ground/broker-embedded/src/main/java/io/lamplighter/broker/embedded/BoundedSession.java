package io.lamplighter.broker.embedded;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;

/**
 * Keeps no session longer than a time, whatever its client asks for as it comes or goes; it is told
 * so (MQTT 5, 3.2.2.3.2). The platform's own may last: what is kept for it hangs on it.
 */
final class BoundedSession extends ChannelDuplexHandler {
  private static final int EXPIRY = MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();
  private final String platform;
  private final int seconds;
  private boolean platforms;
  private boolean shortened;

  /**
   * @param platform the user whose sessions may last
   * @param seconds the most for everybody else
   */
  BoundedSession(String platform, int seconds) {
    this.platform = platform;
    this.seconds = seconds;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof MqttConnectMessage connect && connect.decoderResult().isSuccess()) {
      platforms = platform.equals(connect.payload().userName());
      shortened = shorten(connect.variableHeader().properties());
    } else if (message instanceof MqttMessage other
        && other.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
      shorten(header.properties());
    }
    context.fireChannelRead(message);
  }

  /** For ever is the largest number there is. */
  private boolean shorten(MqttProperties properties) {
    boolean tooLong =
        !platforms
            && properties.getProperty(EXPIRY) instanceof IntegerProperty asked
            && Integer.compareUnsigned(asked.value(), seconds) > 0;
    if (tooLong) {
      properties.add(new IntegerProperty(EXPIRY, seconds));
    }
    return tooLong;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (shortened && message instanceof MqttConnAckMessage answer) {
      shortened = false;
      context.write(with(answer, new IntegerProperty(EXPIRY, seconds)), promise);
    } else {
      context.write(message, promise);
    }
  }

  /** The same answer with one thing more in it. */
  static MqttConnAckMessage with(MqttConnAckMessage answer, MqttProperties.MqttProperty<?> told) {
    MqttProperties properties = new MqttProperties();
    answer.variableHeader().properties().listAll().forEach(properties::add);
    properties.add(told);
    return new MqttConnAckMessage(
        answer.fixedHeader(),
        new MqttConnAckVariableHeader(
            answer.variableHeader().connectReturnCode(),
            answer.variableHeader().isSessionPresent(),
            properties));
  }
}
