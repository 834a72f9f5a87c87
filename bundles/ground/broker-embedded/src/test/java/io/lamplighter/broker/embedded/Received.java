package io.lamplighter.broker.embedded;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.NullUnmarked;

/** Hands on what arrives and cares for nothing else; Paho's listeners miss shared subscriptions. */
@NullUnmarked
record Received(Consumer<MqttMessage> messages) implements MqttCallback {
  @Override
  public void messageArrived(String topic, MqttMessage message) {
    messages.accept(message);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}
}
