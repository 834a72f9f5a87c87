package io.lamplighter.itests;

import io.lamplighter.harness.Ports;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A company's message broker, in memory. */
final class QueueBroker implements AutoCloseable {
  final String url = "tcp://127.0.0.1:" + Ports.free();
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

  QueueBroker() throws Exception {
    broker.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJournalType(JournalType.NIO)
            .addAcceptorConfiguration("tcp", url));
    broker.start();
  }

  /** As JMS sends a text message. */
  void send(String queue, String text) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(url);
        ClientSessionFactory connection = locator.createSessionFactory();
        ClientSession session = connection.createSession();
        ClientProducer producer = session.createProducer(queue)) {
      ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
      message.setRoutingType(RoutingType.ANYCAST);
      message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
      producer.send(message);
    }
  }

  @Override
  public void close() throws Exception {
    broker.stop();
  }
}
