package io.lamplighter.broker.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Reads no more from a concentrator that has published while the platform is far behind: a burst
 * waits at its senders, not in our memory, and leaves processors and garbage collector to others.
 */
final class Backpressure extends ChannelInboundHandlerAdapter {
  private static final long MOMENT_MILLIS = 5;

  /** After that it is read once in any case, so that no keep-alive is missed. */
  private static final int MOST_MOMENTS = 200;

  private final BooleanSupplier behind;
  private boolean resting;

  Backpressure(BooleanSupplier behind) {
    this.behind = behind;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!resting && message instanceof MqttPublishMessage && behind.getAsBoolean()) {
      resting = true;
      context.channel().config().setAutoRead(false);
      rest(context, MOST_MOMENTS);
    }
    context.fireChannelRead(message);
  }

  private void rest(ChannelHandlerContext context, int moments) {
    context
        .executor()
        .schedule(
            () -> {
              if (moments > 1 && behind.getAsBoolean()) {
                rest(context, moments - 1);
              } else {
                resting = false;
                context.channel().config().setAutoRead(true);
              }
            },
            MOMENT_MILLIS,
            TimeUnit.MILLISECONDS);
  }
}
