package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;

/**
 * The shell of an instance over its SSH port, as the local operator: what the script does, without
 * a JVM for each command.
 */
final class Shell {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration COMMAND = Duration.ofSeconds(120);
  private static final Pattern OPERATOR = Pattern.compile("(?m)^lamp = ([^,]+),");
  private static final Pattern COLOUR = Pattern.compile("\\e\\[[;?0-9]*[a-zA-Z]");
  private static SshClient client;

  private Shell() {}

  private static synchronized SshClient client() {
    if (client == null) {
      client = SshClient.setUpDefaultClient();
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
    }
    return client;
  }

  /** What a command has printed, in a session of its own. */
  static String run(Path etc, int port, String command) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (ClientSession session = connect(port)) {
      session.addPasswordIdentity(password(etc));
      session.auth().verify(CONNECT);
      try (ChannelExec channel = session.createExecChannel(command)) {
        channel.setOut(printed);
        channel.setErr(printed);
        channel.open().verify(CONNECT);
        if (channel
            .waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND)
            .contains(ClientChannelEvent.TIMEOUT)) {
          throw new IOException(command + " did not end within " + COMMAND);
        }
      }
    }
    return COLOUR.matcher(printed.toString(UTF_8)).replaceAll("");
  }

  /** Waits a while for the port: the shell comes up, or is replaced, beside the doors. */
  private static ClientSession connect(int port) throws IOException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return client().connect("lamp", "127.0.0.1", port).verify(CONNECT).getSession();
      } catch (SshException refused) {
        if (System.nanoTime() - begun > CONNECT.toNanos()) {
          throw refused;
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
  }

  private static String password(Path etc) throws IOException {
    Matcher operator = OPERATOR.matcher(Files.readString(etc.resolve("users.properties")));
    if (!operator.find()) {
      throw new IOException("no operator in " + etc);
    }
    return operator.group(1);
  }
}
