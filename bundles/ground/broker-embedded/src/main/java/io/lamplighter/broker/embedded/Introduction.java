package io.lamplighter.broker.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on whoever does not say in time who he is. Until its CONNECT is complete a connection
 * has no keep-alive that could end it, and nothing else does once its first octets are here.
 */
final class Introduction extends ChannelInboundHandlerAdapter {
  private final long millis;
  private @Nullable Future<?> end;

  /**
   * @param millis that a CONNECT may take
   */
  Introduction(long millis) {
    this.millis = millis;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    end = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof MqttConnectMessage) {
      context.pipeline().remove(this);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (end != null) {
      end.cancel(false);
    }
  }
}
