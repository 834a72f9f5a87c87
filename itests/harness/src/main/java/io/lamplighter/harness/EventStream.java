package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Follows a stream of server-sent events as a browser does: when it breaks off it comes back with
 * the last event's id.
 */
public final class EventStream implements AutoCloseable {
  /** One event. */
  public record Event(String id, String type, JsonNode data) {}

  private final URI uri;
  private final List<String> headers;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::follow, "events");
  private volatile int broken;
  private volatile boolean closed;
  private volatile String lastId;
  private volatile HttpURLConnection connection;

  public EventStream(URI uri, List<String> headers) {
    this.uri = uri;
    this.headers = headers;
    thread.setDaemon(true);
    thread.start();
  }

  public List<Event> events() {
    return events;
  }

  /** What each connection was answered with; 0 for one that found nobody. */
  public List<Integer> statuses() {
    return statuses;
  }

  /** How often an open stream was cut off instead of ended. */
  public int broken() {
    return broken;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void follow() {
    while (!closed) {
      try {
        connect();
      } catch (IOException e) {
        if (!closed && connection == null) {
          statuses.add(0);
        } else if (!closed) {
          broken++;
        }
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void connect() throws IOException {
    connection = null;
    HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
    http.setConnectTimeout(5_000);
    http.setReadTimeout(60_000);
    http.setRequestProperty("Accept", "text/event-stream");
    for (int i = 0; i < headers.size(); i += 2) {
      http.setRequestProperty(headers.get(i), headers.get(i + 1));
    }
    if (lastId != null) {
      http.setRequestProperty("Last-Event-ID", lastId);
    }
    int status = http.getResponseCode();
    connection = http;
    statuses.add(status);
    if (status != 200) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(http.getInputStream(), UTF_8))) {
      read(lines);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    String id = null;
    String type = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (data.length() > 0) {
          events.add(new Event(id, type, Client.JSON.readTree(data.toString())));
          lastId = id;
        }
        id = null;
        type = "message";
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        type = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    HttpURLConnection open = connection;
    if (open != null) {
      open.disconnect();
    }
  }
}
