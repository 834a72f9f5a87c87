package io.lamplighter.broker.embedded;

import io.lamplighter.api.mqtt.Broker;
import io.lamplighter.api.security.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.impl.SecurityStoreImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artemis with nothing but MQTT, on one port, its data below one folder. */
final class ArtemisServer implements AutoCloseable, BrokerUsers.Connected {
  private static final Logger LOG = LoggerFactory.getLogger(ArtemisServer.class);

  /** A thousand events make a message of about 110 kB. */
  private static final int LARGEST_PACKET = 256 * 1024;

  /** The most, and for who does not say: a client that comes under ever new ids leaves no more. */
  private static final int SESSION_SECONDS = 24 * 60 * 60;

  private static final int MEGABYTE = 1024 * 1024;

  private static final long USERS_REMEMBERED_MILLIS = 5_000;
  private static final long ASKED_AGAIN_SECONDS = 5;
  private static final long ADDRESS_UNUSED_MILLIS = 10L * 60 * 1000;

  private final ActiveMQServer server;
  private final List<String> kept;
  private final int mostWaiting;
  private final BrokerUsers users;
  private final Access.Watch watch;

  /**
   * @param kept topics of which messages are kept for the platform
   * @param mostWaiting with more of these, whoever publishes pauses while the platform listens
   * @throws Exception when it cannot run here: port taken, folder not writable…
   */
  ArtemisServer(
      Path data, String host, int port, List<String> kept, int mostWaiting, BrokerUsers users)
      throws Exception {
    this.kept = List.copyOf(kept);
    this.mostWaiting = mostWaiting;
    this.users = users;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ArtemisServer.class.getClassLoader());
    try {
      server = new ActiveMQServerImpl(configuration(data, host, port, kept), null, users);
      server.addProtocolManagerFactory(
          new BoundedMqtt(LARGEST_PACKET, users.platform(), SESSION_SECONDS, this::isBehind));
      server.start();
      if (!server.isActive() || !server.getRemotingService().isStarted()) {
        server.stop();
        throw new IllegalStateException("it did not become active, see the lines before");
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    watch = watch();
  }

  private Access.Watch watch() throws Exception {
    try {
      return users.watch(this);
    } catch (RuntimeException nobodyTells) {
      server.stop();
      throw nobodyTells;
    }
  }

  /**
   * Whoever is connected as this partner comes back with the key that is right now, or stays out.
   */
  @Override
  public void mayHaveChanged(String partner) {
    disconnect(proven -> BrokerUsers.isOf(proven, partner));
  }

  /** Everybody is asked about, which takes a moment. */
  @Override
  public void mayHaveChanged() {
    server.getThreadPool().execute(this::askAgain);
  }

  private void askAgain() {
    try {
      disconnect(proven -> !users.isStill(proven));
    } catch (RuntimeException away) {
      LOG.debug("Who is connected is asked about later", away);
      server.getScheduledPool().schedule(this::askAgain, ASKED_AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void disconnect(Predicate<Subject> whom) {
    if (server.getSecurityStore() instanceof SecurityStoreImpl store) {
      store.invalidateAuthenticationCache();
      store.invalidateAuthorizationCache();
    }
    for (RemotingConnection connection : server.getRemotingService().getConnections()) {
      Subject proven = connection.getSubject();
      if (proven != null && whom.test(proven)) {
        LOG.info("{} is disconnected: its key or rights have changed", BrokerUsers.names(proven));
        connection.asyncFail(new ActiveMQDisconnectedException("key or rights have changed"));
      }
    }
  }

  private static Configuration configuration(Path data, String host, int port, List<String> kept)
      throws Exception {
    Configuration configuration = basis(data, host, port);
    kept.forEach(topics -> configuration.addAddressConfiguration(kept(topics)));
    return configuration;
  }

  private static Configuration basis(Path data, String host, int port) throws Exception {
    return new ConfigurationImpl()
        .setName("lamplighter")
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .setJournalType(JournalType.NIO)
        .setJournalFileSize(4 * MEGABYTE)
        .setJournalMinFiles(2)
        .setJournalPoolFiles(4)
        .setGlobalMaxSize(48L * MEGABYTE)
        .setThreadPoolMaxSize(10)
        .setScheduledThreadPoolMaxSize(2)
        .setCriticalAnalyzer(false)
        .setJMXManagementEnabled(false)
        .setGracefulShutdownEnabled(false)
        .setResolveProtocols(false)
        .setSecurityEnabled(true)
        // Artemis lets its cluster's user do everything, with a password that everybody knows.
        .setClusterUser("cluster:" + UUID.randomUUID())
        .setClusterPassword(UUID.randomUUID().toString())
        .setSecurityInvalidationInterval(USERS_REMEMBERED_MILLIS)
        // An address is the topic to the letter, dots and all.
        .setWildCardConfiguration(
            new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#'))
        .addAddressSetting("#", addresses())
        .addAcceptorConfiguration(
            "mqtt",
            String.format(
                Locale.ROOT,
                "tcp://%s:%d?protocols=MQTT;useEpoll=false;useKQueue=false;remotingThreads=2"
                    + ";maximumPacketSize=%d;defaultMqttSessionExpiryInterval=%d",
                host,
                port,
                LARGEST_PACKET,
                SESSION_SECONDS));
  }

  /** Nothing is ever given up: not for being delivered in vain, not for its age. */
  private static AddressSettings addresses() {
    return new AddressSettings()
        .setMaxDeliveryAttempts(-1)
        .setNoExpiry(true)
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(true)
        .setAutoDeleteAddressesDelay(ADDRESS_UNUSED_MILLIS)
        .setMaxSizeBytes(16L * MEGABYTE)
        .setPageSizeBytes(MEGABYTE)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
  }

  /** There before the first concentrator connects, under the name a subscriber will ask for. */
  private static CoreAddressConfiguration kept(String topics) {
    return new CoreAddressConfiguration()
        .setName(topics)
        .addRoutingType(RoutingType.MULTICAST)
        .addQueueConfig(
            QueueConfiguration.of(Broker.SHARE + "." + topics)
                .setAddress(topics)
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(true));
  }

  /** While nobody listens everything is taken in, and kept on disk. */
  private boolean isBehind() {
    for (String topics : kept) {
      Queue queue = server.locateQueue(Broker.SHARE + "." + topics);
      if (queue != null && queue.getMessageCount() > mostWaiting && queue.getConsumerCount() > 0) {
        return true;
      }
    }
    return false;
  }

  boolean isRunning() {
    return server.isActive();
  }

  /** Messages that are kept for the platform. */
  long unacknowledged(String topics) {
    return queue(topics).getMessageCount();
  }

  /** How many of these it has in hand. */
  long sentOut(String topics) {
    return queue(topics).getDeliveringCount();
  }

  boolean isHeard(String topics) {
    return queue(topics).getConsumerCount() > 0;
  }

  private Queue queue(String topics) {
    return Objects.requireNonNull(server.locateQueue(Broker.SHARE + "." + topics), topics);
  }

  @Override
  public void close() throws Exception {
    watch.close();
    server.stop();
  }
}
