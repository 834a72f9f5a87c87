package io.lamplighter.broker.embedded;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;

/**
 * Artemis's MQTT with a limit on packets that holds for every version of the protocol. Its own
 * holds for MQTT 5 only, and only after the packet was read into memory. With a time to say who one
 * is, client ids that are each user's own, and a pause for those who publish faster than the
 * platform takes it, and an end to every session.
 */
final class BoundedMqtt extends MQTTProtocolManagerFactory {
  private static final long INTRODUCTION_MILLIS = 10_000;
  private final int largestPacket;
  private final BooleanSupplier behind;
  private final String platform;
  private final int sessionSeconds;

  /**
   * @param largestPacket in bytes; whoever sends a larger one is disconnected
   * @param platform the user whose sessions may last for ever
   * @param sessionSeconds the most for everybody else's
   * @param behind whether those who publish are to pause; asked for each message
   */
  BoundedMqtt(int largestPacket, String platform, int sessionSeconds, BooleanSupplier behind) {
    this.largestPacket = largestPacket;
    this.platform = platform;
    this.sessionSeconds = sessionSeconds;
    this.behind = behind;
  }

  @Override
  public ProtocolManager<?, ?> createProtocolManager(
      ActiveMQServer server,
      Map<String, Object> parameters,
      List<BaseInterceptor> incoming,
      List<BaseInterceptor> outgoing)
      throws Exception {
    ProtocolManager<?, ?> manager =
        super.createProtocolManager(server, parameters, incoming, outgoing);
    return (ProtocolManager<?, ?>)
        Proxy.newProxyInstance(
            BoundedMqtt.class.getClassLoader(),
            new Class<?>[] {ProtocolManager.class},
            (proxy, method, arguments) -> call(manager, method, arguments));
  }

  private Object call(ProtocolManager<?, ?> manager, Method method, Object[] arguments)
      throws Throwable {
    try {
      Object result = method.invoke(manager, arguments);
      if (method.getName().equals("addChannelHandlers")) {
        ((ChannelPipeline) arguments[0])
            .replace(MqttDecoder.class, "bounded", new MqttDecoder(largestPacket));
        ((ChannelPipeline) arguments[0])
            .addAfter("bounded", "backpressure", new Backpressure(behind))
            .addAfter("bounded", "own-client-id", new OwnClientId())
            .addAfter("bounded", "session", new BoundedSession(platform, sessionSeconds))
            .addAfter("bounded", "introduction", new Introduction(INTRODUCTION_MILLIS));
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
