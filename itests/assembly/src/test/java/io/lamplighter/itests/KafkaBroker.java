package io.lamplighter.itests;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A company's Kafka: one node that is broker and controller, in a process of its own. */
final class KafkaBroker implements AutoCloseable {
  private static final int MOST_READ = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final int port = Ports.free();
  private final Path directory;
  private final Process process;
  final String address = "127.0.0.1:" + port;

  KafkaBroker(Path directory) throws Exception {
    this.directory = Files.createDirectories(directory);
    int controller = Ports.free();
    Path settings = directory.resolve("server.properties");
    Files.writeString(
        settings,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%d
        listeners=PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://%s
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        log.dirs=%s
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(controller, address, controller, address, directory.resolve("log")));
    Process format =
        java(
            "kafka.tools.StorageTool", "format", "-t", "" + Uuid.randomUuid(), "-c", "" + settings);
    if (!format.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IOException(output());
    }
    process = java("kafka.Kafka", settings.toString());
    Await.until(LIMIT, this::output, this::isListening);
  }

  private Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
        .start();
  }

  private String output() throws IOException {
    return "Kafka: " + Files.readString(directory.resolve("out"));
  }

  private boolean isListening() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  void send(String topic, String text) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, text)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** The first messages of a topic that come within {@code patience}. */
  List<String> read(String topic, Duration patience) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                address,
                "group.id",
                "test-" + Uuid.randomUuid(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<String> texts = new ArrayList<>();
      ConsumerRecords<String, String> some = consumer.poll(patience);
      while (!some.isEmpty() && texts.size() < MOST_READ) {
        some.forEach(message -> texts.add(message.value()));
        some = consumer.poll(Duration.ofSeconds(1));
      }
      return texts;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
