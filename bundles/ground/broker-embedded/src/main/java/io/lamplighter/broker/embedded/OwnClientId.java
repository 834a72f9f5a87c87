package io.lamplighter.broker.embedded;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives each user client ids of his own: inside the broker an id follows the user's name, so that
 * nobody inherits or ends another's session by its id. The name is proved before the id counts.
 */
final class OwnClientId extends ChannelDuplexHandler {
  /** In no partner's name. */
  private static final char AFTER_NAME = ':';

  /** What the broker has to tell a client of version 5 that came without an id. */
  private @Nullable String assigned;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean connects =
        message instanceof MqttConnectMessage connect && connect.decoderResult().isSuccess();
    context.fireChannelRead(connects ? own((MqttConnectMessage) message) : message);
  }

  private MqttConnectMessage own(MqttConnectMessage connect) {
    MqttConnectPayload payload = connect.payload();
    String id = Objects.requireNonNullElse(payload.clientIdentifier(), "");
    boolean modern = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
    if (id.isEmpty()) {
      if (!modern && !connect.variableHeader().isCleanSession()) {
        return connect; // refused: there is nothing by which its session could be found again
      }
      id = UUID.randomUUID().toString();
      assigned = modern ? id : null;
    }
    String owner = Objects.requireNonNullElse(payload.userName(), "");
    return new MqttConnectMessage(
        connect.fixedHeader(),
        connect.variableHeader(),
        new MqttConnectPayload(
            owner + AFTER_NAME + id,
            payload.willProperties(),
            payload.willTopic(),
            payload.willMessageInBytes(),
            payload.userName(),
            payload.passwordInBytes()));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    String id = assigned;
    if (id != null && message instanceof MqttConnAckMessage answer) {
      assigned = null;
      int property = MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value();
      context.write(BoundedSession.with(answer, new StringProperty(property, id)), promise);
    } else {
      context.write(message, promise);
    }
  }
}
