package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets in, as what, and for how long, on the real assembly. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class SignInIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private Instance instance;
  private Client administrator;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    administrator = instance.client().loggedIn(instance.users(), "administrator");
  }

  @Test
  void aViewerOfTheMachineDoesNothingOfAnAdministrators() throws Exception {
    MachineShell shell = new MachineShell(instance);
    shell.add("vi", "viewer,manager,ssh");
    Path secret = Files.writeString(instance.data.resolve("secret.txt"), "not-for-viewers");
    String denied =
        shell.as(
            "vi",
            List.of(
                "lamp:users --add evil --roles administrator --region 33",
                "lamp:requests",
                "cat " + secret,
                "tac < " + secret,
                "shell:exec cat " + secret,
                "shell:source " + secret,
                "(\"x\" getClass) getName",
                "($.context bundles) length",
                "config:list",
                "feature:list",
                "bundle:stop desk",
                "USER = lamp",
                "lamp:users --add evil --roles administrator --region 33"));
    assertFalse(denied.contains("not-for-viewers"), denied);
    assertFalse(denied.contains("java.lang.String"), denied);
    assertFalse(users().contains("evil"));
    assertEquals(200, instance.client().get("/health").status());
  }

  @Test
  void aStreamEndsWithItsSession() throws Exception {
    for (String way : List.of("logout", "password", "roles", "administrator", "removal")) {
      String name = "streamer-" + way;
      String password =
          administrator
              .post(
                  "/api/v1/users",
                  Map.of("user", name, "roles", List.of("dispatcher"), "region", "33"))
              .expect(201)
              .json()
              .get("password")
              .asText();
      Client person = instance.client().logIn(name, password);
      String token =
          instance
              .client()
              .post("/api/v1/sessions", Map.of("user", name, "password", password))
              .json()
              .get("token")
              .asText();
      try (InputStream stream = follow(token)) {
        assertTrue(stream.read() >= 0);
        switch (way) {
          case "logout" ->
              instance
                  .client()
                  .with("Authorization", "Bearer " + token)
                  .delete("/api/v1/sessions/current");
          case "password" ->
              administrator.post("/api/v1/users/" + name + "/password", Map.of()).expect(200);
          case "roles" ->
              administrator
                  .put("/api/v1/users/" + name, Map.of("roles", List.of("crew"), "region", "33"))
                  .expect(204);
          case "administrator" -> {
            for (JsonNode session :
                administrator.get("/api/v1/sessions?user=" + name).json().get("items")) {
              administrator.delete("/api/v1/sessions/" + session.get("id").asText()).expect(204);
            }
          }
          default -> administrator.delete("/api/v1/users/" + name).expect(204);
        }
        long begin = System.nanoTime();
        stream.readAllBytes();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("a stream ended by " + way + " in " + took);
        assertTrue(took.compareTo(AT_ONCE) < 0, way + ": " + took);
      }
      assertEquals(
          way.equals("logout") ? 200 : 401,
          person.get("/api/v1/sessions").status(),
          "another session after " + way);
    }
  }

  @Test
  void aConcentratorWithANewKeyIsDisconnected() throws Exception {
    String key = putPartner();
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + instance.mqttPort, "signin", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("signin-c1");
    options.setPassword(key.getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    putPartner();
    Await.until(AT_ONCE, () -> "still connected", () -> !client.isConnected());
    client.close(true);
    administrator.delete("/api/v1/partners/signin-c1").expect(204);
  }

  @Test
  void aFloodOfLoginsHoldsUpNobodyElse() throws Exception {
    JsonNode agent = instance.users().person("agent");
    String user = agent.get("user").asText();
    instance.client().loggedIn(instance.users(), "agent");
    List<Thread> flood = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Thread one = new Thread(() -> failFrom("127.0.0.2", user));
      flood.add(one);
      one.start();
    }
    long begin = System.nanoTime();
    instance.client().loggedIn(instance.users(), "agent");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("a login within sixty wrong ones: " + took);
    for (Thread one : flood) {
      one.join();
    }
    instance.client().loggedIn(instance.users(), "agent");
    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, took.toString());
  }

  @Test
  void whatAnInstanceWritesIsItsOwnersToRead() throws Exception {
    Set<PosixFilePermission> others =
        Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ);
    assertEquals(
        "rwx------",
        java.nio.file.attribute.PosixFilePermissions.toString(
            Files.getPosixFilePermissions(instance.data.resolve("log").getParent())));
    for (String folder : List.of("etc", "etc/routes", "log", "journal", "broker")) {
      try (Stream<Path> files = Files.walk(instance.data.resolve(folder))) {
        List<Path> open =
            files
                .filter(
                    file -> {
                      try {
                        return Files.getPosixFilePermissions(file).stream()
                            .anyMatch(others::contains);
                      } catch (java.io.IOException gone) {
                        return false;
                      }
                    })
                .filter(file -> !file.startsWith(instance.data.resolve("etc/routes")))
                .filter(file -> !file.startsWith(instance.data.resolve("etc/social"))) // by tests
                .toList();
        assertEquals(List.of(), open);
      }
    }
  }

  private String putPartner() {
    return administrator
        .post(
            "/api/v1/partners",
            Map.of("partner", "signin-c1", "channels", List.of("meter"), "region", "33"))
        .json()
        .get("key")
        .asText();
  }

  private InputStream follow(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + instance.httpPort + "/api/v1/journal/stream"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  private void failFrom(String address, String user) {
    String body = "{\"user\":\"" + user + "\",\"password\":\"guess\"}";
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", instance.httpPort), 5_000);
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                      + "Content-Type: application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (java.io.IOException refused) {
      System.out.println("flood: " + refused);
    }
  }

  private String users() {
    return administrator.get("/api/v1/users").text();
  }
}
