package io.lamplighter.intake.meters;

import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One open, subscribed connection. It acknowledges nothing by itself. What it has handed out and
 * was not acknowledged comes again on the next connection.
 */
final class MqttLine implements AutoCloseable {
  private static final int CONNECT_SECONDS = 10;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** Never ends: with the session Artemis would throw the waiting messages away. */
  private static final long SESSION_SECONDS = 0xFFFF_FFFFL;

  private static final long ANSWER_MILLIS = 10_000;
  private static final int FAILURE = 0x80;

  private final Waiting waiting = new Waiting();
  private final BrokerLogin login;
  private final MqttClient client;
  private boolean subscribed;
  private volatile @Nullable String lost;

  MqttLine(BrokerLogin login) throws MqttException {
    this.login = login;
    client = new MqttClient(login.url(), login.clientId(), new MemoryPersistence());
    try {
      client.setManualAcks(true);
      client.setTimeToWait(ANSWER_MILLIS);
      client.setCallback(new Inbox());
      if (!client.connectWithResult(options(login)).getSessionPresent()) {
        subscribe();
      }
    } catch (MqttException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * A session that goes on has its subscriptions, and messages in flight come at once: Artemis
   * takes those back when it hears the same subscription again, counts them as in flight all the
   * same, and may fall silent. So then it is told when nothing is in flight, in case they are
   * others now.
   */
  private void subscribe() throws MqttException {
    subscribed = true;
    for (String topics : login.subscriptions()) {
      IMqttToken token = client.subscribe(topics, 1);
      if (token.getReasonCodes()[0] >= FAILURE) {
        throw new MqttException(token.getReasonCodes()[0]);
      }
    }
  }

  private static MqttConnectionOptions options(BrokerLogin login) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(login.user());
    options.setPassword(login.password());
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_SECONDS);
    // The broker sends no more than this before acknowledgements.
    options.setReceiveMaximum(login.inFlight());
    options.setMaximumPacketSize((long) 2 * MessageParser.LARGEST);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setAutomaticReconnect(false);
    return options;
  }

  /**
   * What has come in, as much as fits into one transaction, waiting a moment for the first.
   *
   * @param batch is filled; stays empty when nothing came
   * @throws MqttException when the connection is lost
   */
  void take(List<Incoming> batch, long waitMillis) throws MqttException, InterruptedException {
    waiting.take(batch, waitMillis);
    // What came before the line was lost may still be stored; it comes again and is known then.
    if (batch.isEmpty() && lost != null) {
      throw new MqttException(new IllegalStateException(lost));
    }
    if (batch.isEmpty() && !subscribed) {
      subscribe();
    }
  }

  void acknowledge(List<Incoming> batch) throws MqttException {
    for (Incoming message : batch) {
      client.messageArrivedComplete(message.id(), message.qos());
    }
  }

  @Override
  public void close() {
    waiting.close();
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(0, 2_000, true);
      }
    } catch (MqttException | RuntimeException e) {
      lost = "closed";
    }
    try {
      client.close(true);
    } catch (MqttException | RuntimeException e) {
      lost = "closed";
    }
  }

  /** Runs on the client's own threads, so it only takes note, or waits for room. */
  private final class Inbox implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
      waiting.add(new Incoming(topic, message.getPayload(), message.getId(), message.getQos()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost = String.valueOf(response);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      lost = String.valueOf(exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
